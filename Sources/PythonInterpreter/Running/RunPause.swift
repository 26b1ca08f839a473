/// Where a run pauses: before a line.
package enum Breakpoint: Sendable, Equatable {
    /// A line, of one file or of any.
    case line(Int, filename: String?)
    /// The first line of a function of this name, or qualified name.
    case function(String)
}

/// Where a run is paused.
package struct RunPause: Sendable, Equatable {
    /// `co_filename`
    package var filename: String
    /// The line that is next.
    package var line: Int
    /// `co_name`
    package var function: String
    /// How many frames there are below it.
    package var depth: Int
}

/// What a paused run does next.
package enum RunCommand: Sendable {
    /// It goes on to the next breakpoint.
    case proceed
    /// It pauses before the next line, in whatever frame.
    case step
    /// It pauses before the next line of the same frame, or of one that it returns to.
    case stepOver
    /// It pauses before the next line of the frame that called this one.
    case stepOut
    /// It ends here.
    case stop
    /// It ends here, because nobody can keep it paused.
    case refuse
}
