import ArgumentParser

/// The command `holdfast`: it puts the rooms together and decides nothing itself.
@main
struct Holdfast: ParsableCommand {
    /// The version that the command, `/livez` and `/metrics` tell.
    static let version = "1.0.0"

    static let configuration = CommandConfiguration(
        commandName: "holdfast",
        abstract: "What is holding this object? Heaps that live by CPython's memory management, over HTTP.",
        discussion: """
            Serve, then look:

              holdfast serve
              curl -X POST localhost:8080/v1/sessions
              curl localhost:8080/v1/sessions/s1/objects -H 'Content-Type: application/json' \
                   -d '{"type":"list","items":[1,2],"name":"a"}'
              curl localhost:8080/v1/sessions/s1/names/a

            The contract with clients is at /openapi.yaml.
            """,
        version: version,
        subcommands: [Serve.self, Run.self, OracleCommand.self, Check.self, Healthcheck.self])
}
