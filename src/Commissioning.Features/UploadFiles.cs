using Commissioning.Domain;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features;

internal static class UploadFiles
{
    /// <inheritdoc cref="FileStore.WriteAsync(Actor, string, string, byte[], DateTime)"/>
    public static Task<FileStore.NewFile> WriteAsync(this FileStore files, Actor actor, Upload upload, DateTime now) =>
        files.WriteAsync(actor, upload.Name, upload.ContentType, upload.Content, now);
}
