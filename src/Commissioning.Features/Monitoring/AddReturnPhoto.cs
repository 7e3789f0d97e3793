using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A photograph of a return. Whether it may be published is said later, by the person who asked the people in it.</summary>
public sealed class AddReturnPhoto(Db db, FileStore files, TimeProvider clock)
{
    public const int MostPhotos = 10,
        LongestCaption = 300;

    /// <param name="caption">Blank: the photograph is called by its number.</param>
    public async Task<Result> RunAsync(Actor actor, Guid id, Upload photo, string? caption)
    {
        if (TextLimit.WhyTooLong(caption, LongestCaption, nameof(caption)) is { } wide)
            return wide;
        if (!photo.IsPicture)
            return new Refusal($"{photo.Name} is not a picture. Choose a JPEG or PNG file.", nameof(photo));
        return await ReturnFile.AddAsync(
            db,
            files,
            clock,
            actor,
            id,
            AuditAction.ReturnPhotoAdded,
            photo,
            async (work, view, file) =>
            {
                if (view.Photos.Count >= MostPhotos)
                    return new Refusal($"There are already {MostPhotos} pictures. Remove one first.", nameof(photo));
                var number =
                    1
                    + await work.ScalarAsync<int>("select coalesce(max(Number), 0) from MonitoringPhoto where ReturnId = @id", new { id });
                await work.ExecuteAsync(
                    "insert into MonitoringPhoto (Id, ReturnId, FileId, Caption, Number) values (@Photo, @id, @FileId, @words, @number)",
                    new
                    {
                        Photo = Guid.CreateVersion7(),
                        id,
                        FileId = file.Id,
                        words = string.IsNullOrWhiteSpace(caption) ? $"Photograph {number}" : caption.Trim(),
                        number,
                    }
                );
                work.Note($"Photograph {number}; {photo.Hash(file)}");
                return Result.Done;
            }
        );
    }
}
