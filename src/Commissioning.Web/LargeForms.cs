using Microsoft.AspNetCore.Http.Features;

namespace Commissioning.Web;

/// <summary>Answers a form that is larger than the limit with 413, whose page says what the limit is. Left to the server, the form's reader
/// would fail in the middle, and the browser would see a broken connection. So what was sent is read, and thrown away as it
/// comes.</summary>
public sealed class LargeForms(RequestDelegate next)
{
    // A page that has no size to show is better than a stranger who sends for hours.
    private const int MostTimes = 3;

    public async Task InvokeAsync(HttpContext context)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false, MaxRequestBodySize: { } most } && context.Request.ContentLength is { } length && length > most)
        {
            context.Items[typeof(LargeForms)] = length;
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            if (length <= most * MostTimes)
            {
                limit.MaxRequestBodySize = null;
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            }
            // The error page is read, not posted: there is no form any more.
            context.Request.Method = HttpMethods.Get;
            context.Request.ContentType = null;
            return;
        }
        await next(context);
    }

    /// <summary>The size of the form that was refused, in bytes.</summary>
    public static long? SizeOf(HttpContext context) => context.Items[typeof(LargeForms)] as long?;
}
