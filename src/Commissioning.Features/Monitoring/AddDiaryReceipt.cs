using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>The holder of a grant keeps a receipt in the diary, with a photograph of it if there is one.</summary>
public sealed class AddDiaryReceipt(Db db, FileStore files, TimeProvider clock)
{
    public sealed record Command(Guid Return, DateOnly On, Guid Line, Money? Amount, string? Supplier, string? Note);

    public async Task<Result> RunAsync(Actor actor, Command command, Upload? photo)
    {
        if (await db.ReadAsync(work => WhyNotAsync(work, actor, command)) is { Count: > 0 } wrong)
            return Result.Of(wrong);
        var file = photo is null ? null : await files.WriteAsync(actor, photo, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.DiaryReceiptAdded,
            command.Return,
            async work =>
            {
                if (await WhyNotAsync(work, actor, command) is { Count: > 0 } late)
                    return Result.Of(late);
                var view = await ReturnReader.GetMineAsync(work, actor, command.Return);
                if (file is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteAsync(
                    "insert into DiaryEntry (Id, AwardId, HappenedOn, BudgetLineId, Amount, Supplier, Note, FileId, AddedBy, AddedAt) values (@Id, @AwardId, @On, @Line, @Amount, @Supplier, @Note, @FileId, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        view.Return.AwardId,
                        command.On,
                        command.Line,
                        command.Amount,
                        Supplier = command.Supplier!.Trim(),
                        Note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
                        FileId = file?.Id,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{view.Budget.First(line => line.Id == command.Line).Item}: {command.Amount}, {LondonTime.Date(command.On)}{(file is null ? "" : $"; {photo!.Hash(file)}")}"
                );
                return Result.Done;
            }
        );
    }

    private static async Task<IReadOnlyList<Refusal>> WhyNotAsync(Work work, Actor actor, Command command)
    {
        var view = await ReturnReader.GetMineAsync(work, actor, command.Return);
        if (MonitoringRules.WhyCannotChange(view.Return.Status) is { } refusal)
            return [refusal];
        List<Refusal> wrong = [];
        if (view.Budget.All(line => line.Id != command.Line))
            wrong.Add(new("Choose what it was for", nameof(DiaryEntry.BudgetLineId)));
        wrong.AddRange(DiaryRules.WhyNotReceipt(command.On, command.Amount, command.Supplier, command.Note, LondonTime.DateOf(work.Now)));
        return wrong;
    }
}
