using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

public sealed class SaveBudget(Db db)
{
    public sealed record BudgetSection(Application Application, Round Round, IReadOnlyList<BudgetLine> Lines, int Version);

    public Task<BudgetSection> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            return new BudgetSection(
                found,
                await RoundReader.GetAsync(work, found.RoundId),
                await ApplicationReader.BudgetAsync(work, application),
                await SectionDraft.VersionAsync(work, application, Section.Budget)
            );
        });

    public Task<Result> RunAsync(Actor actor, Guid application, int version, Money? requested, IReadOnlyList<BudgetLine> lines) =>
        db.ChangeAsync(
            actor,
            AuditAction.BudgetSaved,
            application,
            async work =>
            {
                if (await SectionDraft.WhyCannotSaveAsync(work, actor, application, Section.Budget, version) is { } refusal)
                    return refusal;
                if (WhyTooLong(lines) is { } wide)
                    return wide;
                await work.ExecuteOneAsync(
                    "update Application set AmountRequested = @requested, Version = Version + 1 where Id = @application and Status = 'Draft'",
                    new { application, requested }
                );
                await WriteAsync(work, application, lines);
                return Result.Done;
            }
        );

    internal static Refusal? WhyTooLong(IReadOnlyList<BudgetLine> lines) =>
        TextLimit
            .WhyTooLong(lines.Select((line, i) => ((string?)line.Item, 200, Refusal.At(nameof(lines), i, nameof(BudgetLine.Item)))))
            .FirstOrDefault();

    internal static async Task WriteAsync(Work work, Guid application, IReadOnlyList<BudgetLine> lines)
    {
        await work.ExecuteAsync("delete from BudgetLine where ApplicationId = @application", new { application });
        await work.ExecuteAsync(
            "insert into BudgetLine (Id, ApplicationId, Position, Item, Requested, OtherFunders) values (@Id, @application, @Position, @Item, @Requested, @OtherFunders)",
            lines.Select(line => new
            {
                line.Id,
                application,
                line.Position,
                line.Item,
                line.Requested,
                line.OtherFunders,
            })
        );
    }
}
