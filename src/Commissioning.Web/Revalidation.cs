using System.Security.Cryptography;

namespace Commissioning.Web;

/// <summary>Answers a page or file that is <see cref="RevalidatedAttribute"/> with a tag of its content, and with 304 when the visitor has
/// that content. People who are signed in have the headers of every other page, because theirs has their name on it.</summary>
public sealed class Revalidation(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (
            context.GetEndpoint()?.Metadata.GetMetadata<RevalidatedAttribute>() is null
            || context.User.Identity?.IsAuthenticated == true
            || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        )
        {
            await next(context);
            return;
        }
        var (response, body, method) = (context.Response, context.Response.Body, context.Request.Method);
        using var content = new MemoryStream();
        response.Body = content;
        // HEAD has the tag of what GET would answer. The server sends no content to it.
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
            context.Request.Method = method;
        }
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            // Weak, because the answer may still be compressed.
            var tag =
                $"W/\"{Convert.ToHexStringLower(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)).AsSpan(0, 16))}\"";
            response.Headers.CacheControl = "no-cache";
            response.Headers.ETag = tag;
            if (
                context.Request.Headers.IfNoneMatch.Any(one =>
                    one is not null && (one == "*" || one.Contains(tag, StringComparison.Ordinal))
                )
            )
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentLength = null;
                response.ContentType = null;
                return;
            }
        }
        content.Position = 0;
        await content.CopyToAsync(body, context.RequestAborted);
    }
}
