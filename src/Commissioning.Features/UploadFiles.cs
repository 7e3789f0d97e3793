using Commissioning.Domain;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features;

internal static class UploadFiles
{
    /// <inheritdoc cref="FileStore.WriteAsync(Actor, string, string, byte[], DateTime)"/>
    public static Task<FileStore.NewFile> WriteAsync(this FileStore files, Actor actor, Upload upload, DateTime now) =>
        files.WriteAsync(actor, upload.Name, upload.ContentType, upload.Content, now);

    /// <summary>For the audit trail: the stored file's hash, and the hash of what was sent where it was converted.</summary>
    public static string Words(this Upload upload, FileStore.NewFile file) => $"{file.Name}, {file.ByteLength} bytes, {upload.Hash(file)}";

    /// <inheritdoc cref="Words"/>
    public static string Hash(this Upload upload, FileStore.NewFile file) =>
        $"SHA-256 {file.Sha256}{(upload.ConvertedFrom is { } original ? $", converted from {original}" : "")}";
}
