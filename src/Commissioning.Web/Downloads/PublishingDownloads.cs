using Commissioning.Features.Publishing;

namespace Commissioning.Web.Downloads;

internal static class PublishingDownloads
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPublicDownload(
            "/funded/projects/{id:guid}/photos/{photo:guid}",
            async (Guid id, Guid photo, PublicProject projects) =>
            {
                // Read from the database on each request, so that a withdrawn consent or unpublished page takes effect at once.
                var file = await projects.PhotoAsync(id, photo);
                // Shown in the page, so not an attachment.
                return Results.File(file.Content, file.ContentType);
            }
        );
}
