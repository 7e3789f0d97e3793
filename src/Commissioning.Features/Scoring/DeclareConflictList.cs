using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>An assessor declares conflicts of interest with some of a list of names, and none with the others. Each conflict is on record
/// with its application, the others with the round. A name that was not on the list waits for its own declaration.</summary>
public sealed class DeclareConflictList(Db db, DeclareConflict declare)
{
    /// <param name="Organisation">A name on the list.</param>
    public sealed record Line(Guid Organisation, bool HasConflict, string? Kind, string? Detail);

    public async Task<Result> RunAsync(Actor actor, Guid round, IReadOnlyList<Line> names)
    {
        var waiting = await db.ReadAsync(work => ConflictQueries.UndeclaredAsync(work, actor, round));
        var refusals = new List<Refusal>();
        for (var i = 0; i < names.Count; i++)
            if (names[i] is { HasConflict: true } name && waiting.Any(one => one.Id == name.Organisation))
                if (DeclareConflict.WhyNotDescribed(name.Kind, name.Detail) is { } refusal)
                    refusals.Add(
                        new(
                            $"{waiting.First(one => one.Id == name.Organisation).Name}: {Sentences.SmallFirst(refusal.Sentence)}",
                            Refusal.At(nameof(names), i, refusal.Field!)
                        )
                    );
        if (refusals.Count > 0)
            return Result.Of(refusals);
        foreach (var name in names.Where(name => name.HasConflict).DistinctBy(name => name.Organisation))
        foreach (var sheet in await db.ReadAsync(work => ConflictQueries.SheetsAsync(work, actor, round, name.Organisation)))
            if (await declare.RunAsync(actor, new(sheet, name.Kind, name.Detail)) is { IsDone: false } refused)
                return refused;
        return await db.ChangeAsync(
            actor,
            AuditAction.ConflictListDeclared,
            round,
            async work =>
            {
                await PanelQueries.DemandMemberAsync(work, actor, round);
                if (RoundRules.WhyWithdrawn(await RoundReader.GetAsync(work, round)) is { } withdrawn)
                    return withdrawn;
                var without = names.Where(name => !name.HasConflict).DistinctBy(name => name.Organisation).ToList();
                var sheets = await work.ExecuteAsync(
                    NoneSql,
                    without.Select(name => new
                    {
                        round,
                        Assessor = actor.Id,
                        work.Now,
                        name.Organisation,
                    })
                );
                work.Note(
                    $"{names.Count - without.Count} organisations with a conflict; none with the other {without.Count} ({sheets} applications)"
                );
                foreach (var one in waiting.Where(one => one.Hint is not null && without.Any(name => name.Organisation == one.Id)))
                    work.Note($"no conflict with {one.Name}, although the records show a possible link with {one.Hint!.Theirs}");
                return Result.Done;
            }
        );
    }

    private const string NoneSql = """
        update ScoringAssignment
        set    Conflict = 'None', DeclaredAt = @Now, Version = Version + 1
        where  RoundId = @round and AssessorId = @Assessor and Conflict = 'NotDeclared'
               and ApplicationId in (select a.Id from Application a where a.OrganisationId = @Organisation and a.Status = 'Submitted')
        """;
}
