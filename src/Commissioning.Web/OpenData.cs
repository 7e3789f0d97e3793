using System.Security.Cryptography;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Commissioning.Web;

/// <summary>What the addresses for programs have in common: any site may read them, and each address of a visitor has a limit.</summary>
internal static class OpenData
{
    private const string AnySite = "any-site";

    public static void Configure(CorsOptions options) =>
        options.AddPolicy(
            AnySite,
            policy =>
                policy
                    .AllowAnyOrigin()
                    .AllowAnyHeader()
                    .WithMethods(HttpMethods.Get, HttpMethods.Head)
                    .WithExposedHeaders(HeaderNames.ETag, HeaderNames.Link, HeaderNames.RetryAfter, HeaderNames.ContentDisposition)
        );

    public static TBuilder ForAnySite<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .RequireCors(AnySite)
            .AddEndpointFilter(
                (context, next) =>
                {
                    // Also where no other site asks, so that a cache may hand the answer on to one.
                    context.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
                    return next(context);
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.OpenData);

    /// <summary>A file of any length. It is written to a temporary file first, so that its tag is a hash of all of it, the memory of one
    /// row is enough, and a slow visitor keeps no read of the database open. What was taken down is gone at the next request: caches ask
    /// each time.</summary>
    public static async Task<FileStreamHttpResult> FileAsync(
        HttpResponse response,
        string name,
        string contentType,
        Func<Stream, Task> write
    )
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"commissioning-{Guid.NewGuid():N}"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
                BufferSize = 64 * 1024,
            }
        );
        response.RegisterForDispose(file);
        await write(file);
        file.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
        file.Position = 0;
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Stream(file, contentType, name, entityTag: new($"\"{hash[..32]}\""), enableRangeProcessing: true);
    }

    /// <summary>As <see cref="FileAsync(HttpResponse, string, string, Func{Stream, Task})"/>, for a file that takes long and says nothing
    /// of today: who has it already waits for it only once something was changed.</summary>
    public static async Task<IResult> FileAsync(
        HttpResponse response,
        string name,
        string contentType,
        Func<Stream, Task> write,
        UntilChanged kept
    )
    {
        var end = await kept.EndAsync();
        if (
            kept.Find<string>(name, end) is { } tag
            && response.HttpContext.Request.Headers.IfNoneMatch.Any(one => one?.Contains(tag, StringComparison.Ordinal) == true)
        )
        {
            response.Headers.CacheControl = "no-cache";
            response.Headers.ETag = tag;
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }
        var file = await FileAsync(response, name, contentType, write);
        kept.Keep(name, end, file.EntityTag!.ToString());
        return file;
    }
}
