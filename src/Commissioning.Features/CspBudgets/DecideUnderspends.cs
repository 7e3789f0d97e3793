using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer decides on every area's underspend at once: a request of each kind that was chosen, all or none. A second person
/// approves them together (R89).</summary>
public sealed class DecideUnderspends(Db db)
{
    /// <param name="Kind">One of <see cref="YearEndRules.Decisions"/>. Null: not decided yet.</param>
    public sealed record Choice(Guid Area, LedgerRequestKind? Kind);

    /// <param name="paper">Paper or decision that all of it rests on.</param>
    /// <param name="keepPaper">By whose authority areas keep their money. Needed where one keeps it.</param>
    /// <returns>The decision, which its requests name.</returns>
    public async Task<Result<Guid>> RunAsync(
        Actor actor,
        FinancialYear year,
        IReadOnlyList<Choice> choices,
        string? reason,
        string? paper,
        string? keepPaper
    )
    {
        var decision = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.YearEndDecided,
            year.Subject,
            async work =>
            {
                var today = LondonTime.DateOf(work.Now);
                if (YearEndRules.WhyNotOver(year, today) is { } early)
                    return early;
                if ((await YearEndQueries.DecisionsAsync(work, year)).FirstOrDefault() is { } other)
                    return new Refusal(
                        $"A decision of {other.Requests[0].RequestedByName} waits for approval. Have it approved, refused or withdrawn first."
                    );
                var lines = (await YearOverview.GetAsync(work, year)).Lines.ToDictionary(line => line.AreaId);
                var refusals = LedgerRequestRules.WhyIncomplete(reason, paper).ToList();
                if (choices.All(choice => choice.Kind is null))
                    refusals.Add(new("Choose what happens to the underspend of at least one area", At(0)));
                if (choices.Any(choice => choice.Kind == LedgerRequestKind.Keep) && string.IsNullOrWhiteSpace(keepPaper))
                    refusals.Add(new("Say who allowed areas to keep their money, or which paper does", nameof(keepPaper)));
                refusals.AddRange(TextLimit.WhyTooLong([(keepPaper, 200, nameof(keepPaper))]));
                foreach (var (choice, i) in choices.Select((choice, i) => (choice, i)).Where(one => one.choice.Kind is not null))
                    if (!YearEndRules.Decisions.Contains(choice.Kind!.Value) || !lines.TryGetValue(choice.Area, out var line))
                        throw new NotFoundException("No such decision or area in this year");
                    else if (line.Free <= Money.Zero)
                        refusals.Add(new($"{line.Area} has nothing free to decide on", At(i)));
                if (refusals.Count > 0)
                    return refusals;
                foreach (var kind in YearEndRules.Decisions.Where(kind => choices.Any(choice => choice.Kind == kind)))
                {
                    var asked = await RequestLedgerPosting.AddAsync(
                        work,
                        actor,
                        Guid.CreateVersion7(),
                        new(
                            year,
                            kind,
                            LedgerRules.DayIn(year, today),
                            choices
                                .Where(choice => choice.Kind == kind)
                                .Select(choice => new RequestLedgerPosting.Line(choice.Area, lines[choice.Area].Free))
                                .ToList(),
                            reason,
                            kind == LedgerRequestKind.Keep ? keepPaper : paper
                        )
                        {
                            Decision = decision,
                        }
                    );
                    if (!asked.IsDone)
                        return asked.Refusals.Select(refusal => refusal with { Field = null }).ToList();
                }
                return Result.Made(decision);
            }
        );

        string At(int i) => Refusal.At(nameof(choices), i, nameof(Choice.Kind));
    }
}
