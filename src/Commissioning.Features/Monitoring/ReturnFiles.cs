using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>Photographs of a return, each with its own consent, and receipts for the lines in the sample.</summary>
public sealed class ReturnFiles(Db db, FileStore files, TimeProvider clock)
{
    public const int MostPhotos = 10;

    public async Task<Result> AddPhotoAsync(Actor actor, Guid id, Upload photo, string? caption, bool mayPublish)
    {
        if (caption?.Trim() is not { Length: > 0 and <= 300 } words)
            return new Refusal("Say what the picture shows, in up to 300 characters", nameof(caption));
        if (!photo.IsPicture)
            return new Refusal($"{photo.Name} is not a picture. Choose a JPEG or PNG file.", nameof(photo));
        return await AddAsync(
            actor,
            id,
            AuditAction.ReturnPhotoAdded,
            photo,
            async (work, view, file) =>
            {
                if (view.Photos.Count >= MostPhotos)
                    return new Refusal($"There are already {MostPhotos} pictures. Remove one first.", nameof(photo));
                await work.ExecuteAsync(
                    "insert into MonitoringPhoto (Id, ReturnId, FileId, Caption, MayPublish) values (@Photo, @id, @FileId, @words, @mayPublish)",
                    new
                    {
                        Photo = Guid.CreateVersion7(),
                        id,
                        FileId = file.Id,
                        words,
                        mayPublish,
                    }
                );
                work.Note($"{words}; {(mayPublish ? "may be published" : "not to be published")}; SHA-256 {file.Sha256}");
                return Result.Done;
            }
        );
    }

    public Task<Result> AddReceiptAsync(Actor actor, Guid id, Guid line, Upload receipt) =>
        AddAsync(
            actor,
            id,
            AuditAction.ReturnEvidenceAdded,
            receipt,
            async (work, view, file) =>
            {
                if (!view.Sample.Contains(line))
                    throw new NotFoundException("No receipt is asked for on this line");
                await work.ExecuteAsync("delete from MonitoringEvidence where ReturnId = @id and BudgetLineId = @line", new { id, line });
                await work.ExecuteAsync(
                    "insert into MonitoringEvidence (ReturnId, BudgetLineId, FileId) values (@id, @line, @FileId)",
                    new
                    {
                        id,
                        line,
                        FileId = file.Id,
                    }
                );
                work.Note($"{view.Budget.First(one => one.Id == line).Item}: {file.Name}, SHA-256 {file.Sha256}");
                return Result.Done;
            }
        );

    public Task<Result> RemovePhotoAsync(Actor actor, Guid id, Guid photo) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReturnPhotoRemoved,
            id,
            async work =>
            {
                var view = await ReturnReader.GetMineAsync(work, actor, id);
                if (MonitoringRules.WhyCannotChange(view.Return.Status) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync("delete from MonitoringPhoto where Id = @photo and ReturnId = @id", new { id, photo });
                work.Note($"{view.Photos.FirstOrDefault(one => one.Id == photo)?.Caption} removed");
                return Result.Done;
            }
        );

    /// <summary>A photograph or receipt, for the organisation's members.</summary>
    public async Task<StoredFile> OpenMineAsync(Actor actor, Guid id, Guid file) =>
        await OpenAsync(await db.ReadAsync(work => ReturnReader.GetMineAsync(work, actor, id)), file);

    public async Task<StoredFile> OpenAsync(Guid id, Guid file) =>
        await OpenAsync(await db.ReadAsync(work => ReturnReader.GetAsync(work, id)), file);

    private Task<StoredFile> OpenAsync(ReturnReader.MonitoringReturn view, Guid file) =>
        view.Photos.Any(photo => photo.FileId == file) || view.Receipts.Any(one => one.FileId == file)
            ? files.OpenAsync(file)
            : throw new NotFoundException("No such file of this return");

    private async Task<Result> AddAsync(
        Actor actor,
        Guid id,
        AuditAction action,
        Upload upload,
        Func<Work, ReturnReader.MonitoringReturn, FileStore.NewFile, Task<Result>> write
    )
    {
        if (
            MonitoringRules.WhyCannotChange((await db.ReadAsync(work => ReturnReader.GetMineAsync(work, actor, id))).Return.Status) is
            { } late
        )
            return late;
        var file = await files.WriteAsync(actor, upload, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            action,
            id,
            async work =>
            {
                var view = await ReturnReader.GetMineAsync(work, actor, id);
                if (MonitoringRules.WhyCannotChange(view.Return.Status) is { } refusal)
                    return refusal;
                await work.ExecuteAsync(FileStore.InsertSql, file);
                return await write(work, view, file);
            }
        );
    }
}
