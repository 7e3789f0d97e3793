using System.Data.Common;
using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace Commissioning.Web.Watching;

/// <summary>Logs one line per request, with the route's pattern instead of the address, which may include typed text. The correlation id is
/// the trace id, taken over from the caller if it sent one; a response header returns it, so that a person or another system can quote
/// it.</summary>
public sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public const string Header = "X-Correlation-Id";

    /// <summary>The id to quote to find a request in the log.</summary>
    public static string? Correlation => Activity.Current?.TraceId.ToHexString();

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        // An error page starts with new headers, so this one is added at the last moment.
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
            var fault = MissedByAPage(context);
            // Static files and load balancer probes would drown the rest.
            var level =
                context.Response.StatusCode >= 500 || fault is not null ? LogLevel.Warning
                : route is null || route.StartsWith("/health", StringComparison.Ordinal) ? LogLevel.Debug
                : LogLevel.Information;
            if (log.IsEnabled(level))
                log.Log(
                    level,
                    fault,
                    "{Method} {Route} {Status} in {Milliseconds} ms",
                    MethodOf(context.Request),
                    route ?? "a file",
                    context.Response.StatusCode,
                    (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds
                );
        }
    }

    /// <summary>What a page should have refused by itself: a text too long for its column, say. Whoever sends it is told, and it is no
    /// error, because a scanner could fill the log with them.</summary>
    private static Exception? MissedByAPage(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status400BadRequest
        && context.Features.Get<IExceptionHandlerFeature>()?.Error is DbException or NullReferenceException
            ? context.Features.Get<IExceptionHandlerFeature>()!.Error
            : null;

    /// <summary>Logs who was refused what, by the person's id, and shows the page that says so.</summary>
    public static Task RefusedAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        http.RequestServices.GetRequiredService<ILogger<RequestLog>>()
            .LogInformation(
                "{Person} may not {Method} {Route}",
                http.User.FindFirstValue(ClaimTypes.NameIdentifier),
                MethodOf(http.Request),
                http.Items[typeof(RequestLog)]
            );
        http.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>The framework's span would name the error page's route, so this sets the original one.</summary>
    public static void Describe(Activity span, HttpContext context)
    {
        var route = context.Items[typeof(RequestLog)] as string;
        span.DisplayName = $"{MethodOf(context.Request)} {route ?? "a file"}";
        span.SetTag("http.request.method", MethodOf(context.Request)).SetTag("http.route", route);
    }

    /// <summary>Runs after routing: records the first route of the request, before an error page replaces it.</summary>
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

    /// <summary>A client may invent any method.</summary>
    private static string MethodOf(HttpRequest request) => request.Method is "GET" or "POST" or "HEAD" ? request.Method : "other";
}
