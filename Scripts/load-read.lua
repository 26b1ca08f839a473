-- Asks for objects, one after the other. Environment: HOLDFAST_SESSION, HOLDFAST_OBJECTS (handles, with spaces between).
local session = os.getenv("HOLDFAST_SESSION")
local requests = {}
local count = 0

init = function()
    for object in string.gmatch(os.getenv("HOLDFAST_OBJECTS"), "%S+") do
        requests[#requests + 1] = wrk.format("GET", "/v1/sessions/" .. session .. "/objects/" .. object)
    end
end

request = function()
    count = count % #requests + 1
    return requests[count]
end

done = dofile((os.getenv("HOLDFAST_SCRIPTS")) .. "/load-report.lua")
