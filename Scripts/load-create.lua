-- Creates named lists, each committed before it is answered. Environment: HOLDFAST_SESSION.
local session = os.getenv("HOLDFAST_SESSION")
local path = "/v1/sessions/" .. session .. "/objects"
local headers = { ["Content-Type"] = "application/json" }
local count = 0

request = function()
    count = count + 1
    return wrk.format("POST", path, headers, '{"type":"list","items":[1,2,3],"name":"n' .. count .. '"}')
end

done = dofile((os.getenv("HOLDFAST_SCRIPTS")) .. "/load-report.lua")
