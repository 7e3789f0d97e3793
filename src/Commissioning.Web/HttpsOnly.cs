using Commissioning.Features;

namespace Commissioning.Web;

/// <summary>Sends a reader who came by http to https, and refuses a form that was sent by http, which others could have read. Health checks
/// are answered as they come.</summary>
public sealed class HttpsOnly(RequestDelegate next, Office office)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (
            request.IsHttps
            || request.Path == Links.Alive
            || request.Path == Links.Ready
            || !office.BaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
        )
            return next(context);
        // A redirect would come back here without end when a proxy that we do not know ended the https.
        if (request.Headers["X-Forwarded-Proto"] == "https")
            return SayAsync(context, "This portal is behind a proxy that it does not know. Set Proxy__Known to the proxy's address.");
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return SayAsync(context, $"Nothing was saved, because it was sent without encryption. Use {office.BaseUrl}");
        context.Response.Redirect(office.LinkTo(request.PathBase + request.Path + request.QueryString), permanent: true);
        return Task.CompletedTask;
    }

    private static Task SayAsync(HttpContext context, string sentence)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence);
    }
}
