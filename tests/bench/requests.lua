-- For wrk: sends the requests in the file that is its argument, one after the other and over again,
-- and says at the end what came of it as one line of JSON. A line of the file is METHOD, PATH,
-- fields as NAME: VALUE and the body, with a tab between them; @ in a body becomes a new number.

local requests = {}
local count = 0
local digits = 15
local number = os.time() * 100000 -- none that an earlier run has sent: what changes nothing costs nothing

local function read(line)
    local parts = {}
    for part in (line .. "\t"):gmatch("([^\t]*)\t") do
        parts[#parts + 1] = part
    end
    local body = table.remove(parts)
    local fields = {}
    for name, value in pairs(wrk.headers) do
        fields[name] = value
    end
    for i = 3, #parts do
        local name, value = parts[i]:match("^(%S+): (.*)$")
        fields[name] = value
    end
    if body == "" then
        return wrk.format(parts[1], parts[2], fields)
    end
    local before, after = body:match("^(.-)@(.*)$")
    local whole = wrk.format(parts[1], parts[2], fields, before .. ("0"):rep(digits) .. after)
    return { whole:sub(1, #whole - #after - digits), whole:sub(#whole - #after + 1) }
end

function init(arguments)
    for line in io.lines(arguments[1]) do
        requests[#requests + 1] = read(line)
    end
end

function request()
    count = count % #requests + 1
    local next = requests[count]
    if type(next) == "string" then
        return next
    end
    number = number + 1
    return next[1] .. string.format("%.0f", number) .. next[2]
end

function done(summary, latency)
    local errors = summary.errors
    print(string.format(
        '{"requests": %d, "seconds": %.6f, "p50": %.4f, "p99": %.4f, "errors": {"connect": %d, "read": %d, '
            .. '"write": %d, "status": %d, "timeout": %d}}',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
        latency:percentile(99) / 1e3, errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
