using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>An officer sets amounts, dates and conditions of an award's instalments.</summary>
public sealed class SetInstalments(Db db)
{
    /// <param name="versions">The sum of the instalments' versions that the officer saw, so that a change in between is not
    /// overwritten.</param>
    public async Task<Result> RunAsync(Actor actor, Guid award, IReadOnlyList<InstalmentLine> lines, int versions)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.InstalmentsSet,
            award,
            async work =>
            {
                var view = await AwardPayments.GetAsync(work, award);
                IReadOnlyList<Refusal> wrong = Instalments.WhyCannotChange(view) is { } not
                    ? [not]
                    : InstalmentRules.WhyCannotSet(lines, view.Instalments, view.Award.Net);
                if (wrong.Count > 0)
                    return Result.Of(wrong);
                if (VersionsOf(view.Instalments) != versions)
                    throw new ConcurrencyException("Someone else set the instalments after you opened this page");
                await Instalments.MakeAsync(work, award);
                foreach (var gone in view.Instalments.Where(old => lines.All(line => line.Position != old.Position)))
                    await work.ExecuteOneAsync(
                        "delete from Instalment where AwardId = @award and Position = @Position",
                        new { award, gone.Position }
                    );
                foreach (var line in lines.Where(line => line.Position is not null))
                    await work.ExecuteOneAsync(
                        UpdateSql,
                        new
                        {
                            award,
                            line.Position,
                            line.Amount,
                            line.DueOn,
                            line.InArrears,
                            line.Condition,
                        }
                    );
                var next = view.Instalments.Select(old => old.Position).DefaultIfEmpty().Max() + 1;
                await Instalments.AddAsync(
                    work,
                    award,
                    lines
                        .Where(line => line.Position is null)
                        .Select(
                            (line, i) =>
                                new Instalment
                                {
                                    Position = next + i,
                                    Amount = line.Amount,
                                    DueOn = line.DueOn,
                                    InArrears = line.InArrears,
                                    Condition = line.Condition,
                                }
                        )
                );
                work.Note(
                    new Changes()
                        .AddEach(
                            "Instalment",
                            view.Instalments.Select(old =>
                                (Name(old.Position), InWords(old.Amount, old.DueOn, old.InArrears, old.Condition))
                            ),
                            lines
                                .Where(line => line.Position is not null)
                                .Concat(lines.Where(line => line.Position is null).Select((line, i) => line with { Position = next + i }))
                                .Select(line =>
                                    (Name(line.Position!.Value), InWords(line.Amount, line.DueOn, line.InArrears, line.Condition))
                                )
                        )
                        .ToString()
                );
                return Result.Done;
            }
        );
    }

    public static int VersionsOf(IEnumerable<Instalment> instalments) => instalments.Sum(one => one.Version);

    private static string Name(int position) => position.ToString(CultureInfo.InvariantCulture);

    private static string InWords(Money amount, DateOnly dueOn, bool inArrears, string? condition) =>
        $"{amount} on {LondonTime.Date(dueOn)}{(inArrears ? " against receipts" : "")}{(condition is null ? "" : $" when \"{condition}\"")}";

    // A new condition is not met just because the previous one was.
    private const string UpdateSql =
        """ update Instalment set MetBy = case when Condition = @Condition then MetBy end, MetAt = case when Condition = @Condition then MetAt end, Amount = @Amount, DueOn = @DueOn, InArrears = @InArrears, Condition = @Condition, Version = Version + 1 where AwardId = @award and Position = @Position """;
}
