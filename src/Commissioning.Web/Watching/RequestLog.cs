using System.Diagnostics;

namespace Commissioning.Web.Watching;

/// <summary>
/// One line for each request: the pattern of its route and not its address, in which people may have typed something. The correlation id is
/// the trace of the request, taken over from whoever sent one; it goes back in a header, so that a person or another system can quote it.
/// </summary>
public sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public const string Header = "X-Correlation-Id";

    /// <summary>What is quoted to find a request in the log.</summary>
    public static string? Correlation => Activity.Current?.TraceId.ToHexString();

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        // An error page is written with fresh headers, so this one is put on at the last moment.
        context.Response.OnStarting(
            static state =>
            {
                ((HttpContext)state).Response.Headers[Header] = Correlation;
                return Task.CompletedTask;
            },
            context
        );
        try
        {
            await next(context);
        }
        finally
        {
            var route = context.Items[typeof(RequestLog)] as string;
            // Files and the questions of a load balancer would drown the rest.
            var level =
                context.Response.StatusCode >= 500 ? LogLevel.Warning
                : route is null || route.StartsWith("/health", StringComparison.Ordinal) ? LogLevel.Debug
                : LogLevel.Information;
            if (log.IsEnabled(level))
                log.Log(
                    level,
                    "{Method} {Route} {Status} in {Milliseconds} ms",
                    MethodOf(context.Request),
                    route ?? "a file",
                    context.Response.StatusCode,
                    (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds
                );
        }
    }

    /// <summary>The framework's span of a request names the error page's route, where there was one; it is told the first.</summary>
    public static void Describe(Activity span, HttpContext context)
    {
        var route = context.Items[typeof(RequestLog)] as string;
        span.DisplayName = $"{MethodOf(context.Request)} {route ?? "a file"}";
        span.SetTag("http.request.method", MethodOf(context.Request)).SetTag("http.route", route);
    }

    /// <summary>After routing: remembers the first route of the request, before an error page takes its place.</summary>
    public static Task Remember(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint)
            context.Items.TryAdd(typeof(RequestLog), Pattern(endpoint));
        return next(context);
    }

    private static string Pattern(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is not { } pattern ? "?"
        : pattern.StartsWith('/') ? pattern
        : "/" + pattern;

    /// <summary>Anybody may make up a method.</summary>
    private static string MethodOf(HttpRequest request) => request.Method is "GET" or "POST" or "HEAD" ? request.Method : "other";
}
