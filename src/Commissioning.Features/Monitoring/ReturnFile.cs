using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A photograph or receipt of a return: how it is stored, and that it is opened only with its return.</summary>
internal static class ReturnFile
{
    public static Guid Of(ReturnReader.MonitoringReturn view, Guid file) =>
        view.Photos.Any(photo => photo.FileId == file)
        || view.Receipts.Any(one => one.FileId == file)
        || view.Diary.Any(entry => entry.FileId == file)
            ? file
            : throw new NotFoundException("No such file of this return");

    /// <summary>Stores the file, and then has its row written in a change of the return.</summary>
    public static async Task<Result> AddAsync(
        Db db,
        FileStore files,
        TimeProvider clock,
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
