using Commissioning.Features.Publishing;

namespace Commissioning.Web.Downloads;

internal static class PublishingDownloads
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPublicDownload(
            "/funded/projects/{id:guid}/photos/{photo:guid}",
            async (Guid id, Guid photo, PublicProject projects) =>
            {
                // Asked of the database each time, so that a consent taken back, or a page taken down, counts at once.
                var file = await projects.PhotoAsync(id, photo);
                // Shown in the page, so not an attachment.
                return Results.File(file.Content, file.ContentType);
            }
        );
}
