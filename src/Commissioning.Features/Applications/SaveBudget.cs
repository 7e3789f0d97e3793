using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

public sealed class SaveBudget(Db db)
{
    /// <param name="Typed">The section as it was typed last.</param>
    public sealed record BudgetSection(Application Application, Round Round, TypedBudget Typed, int Version, DateTime? SavedAt);

    public Task<BudgetSection> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            var saved = await SectionDraft.FindAsync(work, application, Section.Budget);
            return new BudgetSection(
                found,
                await RoundReader.GetAsync(work, found.RoundId),
                saved.Typed is { } typed
                    ? TypedBudget.FromJson(typed)
                    : TypedBudget.Of(await ApplicationReader.BudgetAsync(work, application)),
                saved.Version,
                saved.SavedAt
            );
        });

    /// <param name="lines">What of it can be read.</param>
    /// <param name="unread">The section as typed, when something of it cannot be read.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, int version, IReadOnlyList<BudgetLine> lines, TypedBudget? unread = null) =>
        db.ChangeAsync(
            actor,
            AuditAction.BudgetSaved,
            application,
            async work =>
            {
                if (
                    await SectionDraft.WhyCannotSaveAsync(work, actor, application, Section.Budget, version, unread?.ToJson()) is
                    { } refusal
                )
                    return refusal;
                if (WhyTooLong(lines) is { } wide)
                    return wide;
                await work.ExecuteOneAsync(
                    "update Application set AmountRequested = @Requested, Version = Version + 1 where Id = @application and Status = 'Draft'",
                    new { application, Requested = new BudgetContent(lines).AmountRequested }
                );
                await WriteAsync(work, application, lines);
                return Result.Done;
            }
        );

    internal static Refusal? WhyTooLong(IReadOnlyList<BudgetLine> lines) =>
        TextLimit
            .WhyTooLong(
                lines.Select(
                    (line, i) => ((string?)line.Item, TypedBudget.LongestItem, Refusal.At(nameof(lines), i, nameof(BudgetLine.Item)))
                )
            )
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
