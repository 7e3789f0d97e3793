using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Reporting;

/// <summary>Works out a year's accruals and prepayments from claims, returns, payments and the areas' ledger. Again, as long as it is a
/// draft: a line that a person changed stays as it is.</summary>
public sealed class ProposeYearEndLines(Db db)
{
    public Task<Result> RunAsync(Actor actor, FinancialYear year) =>
        db.ChangeAsync(
            actor,
            AuditAction.YearEndLinesProposed,
            year.Subject,
            async work =>
            {
                if (AccrualRules.WhyTooEarly(year, LondonTime.DateOf(work.Now)) is { } early)
                    return early;
                var before = await YearEndLines.FindAsync(work, year);
                if (before is not null && AccrualRules.WhyCannotChange(before.Journal.Status) is { } late)
                    return late;
                var journal = before?.Journal.Id ?? Guid.CreateVersion7();
                var at = new
                {
                    journal,
                    Year = year.ToString(),
                    By = actor.Id,
                    work.Now,
                };
                if (before is null)
                    await work.ExecuteAsync(
                        "insert into YearEndJournal (Id, BudgetYear, Status, MadeBy, MadeAt, Version) values (@journal, @Year, 'Draft', @By, @Now, 1)",
                        at
                    );
                else
                    await work.ExecuteOneAsync(
                        "update YearEndJournal set MadeBy = @By, MadeAt = @Now, Version = Version + 1 where Id = @journal",
                        at
                    );
                await work.ExecuteAsync("delete from YearEndLine where JournalId = @journal and ChangedBy is null", at);
                var kept = before?.Lines.Where(line => line.ChangedBy is not null).ToList() ?? [];
                var place = kept.Select(line => line.Position).DefaultIfEmpty().Max();
                var lines = new List<object>();
                foreach (var (award, area, money) in await KnownAsync(work, year))
                foreach (var line in AccrualRules.Lines(money, year))
                    if (!kept.Any(one => one.AwardId == award && one.AreaId == area && one.Ground == line.Ground))
                        lines.Add(
                            new
                            {
                                Id = Guid.CreateVersion7(),
                                journal,
                                Position = ++place,
                                line.Kind,
                                line.Ground,
                                award,
                                area,
                                line.Worked,
                                line.Amount,
                            }
                        );
                await work.ExecuteAsync(
                    "insert into YearEndLine (Id, JournalId, Position, Kind, Ground, AwardId, AreaId, Worked, Proposed, Amount) values (@Id, @journal, @Position, @Kind, @Ground, @award, @area, @Worked, @Amount, @Amount)",
                    lines
                );
                work.Note($"{year}: {lines.Count} lines worked out, {kept.Count} kept as a person changed them");
                return Result.Done;
            }
        );

    private static async Task<IReadOnlyList<(Guid? Award, Guid? Area, MoneyAtYearEnd Money)>> KnownAsync(Work work, FinancialYear year)
    {
        var known = new List<(Guid?, Guid?, MoneyAtYearEnd)>();
        foreach (
            var row in await work.QueryAsync<AwardRow>(
                AwardsSql,
                new { year.End, EndAt = LondonTime.ToUtc(year.End.AddDays(1), TimeOnly.MinValue) }
            )
        )
            known.Add((row.Id, null, row.Money));
        if (await work.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = @Year", new { Year = year.ToString() }) == 0)
            return known;
        foreach (
            var (area, _, _, _, money) in (await AreaPayments.OfYearAsync(work, await YearOverview.GetAsync(work, year, year.End))).Lines
        )
        {
            var paid = money.InHand + money.Paid - money.PaidBack - money.WrittenOff;
            // An area that the portal never pays is paid elsewhere.
            if (money.Paid > Money.Zero || money.InHand > Money.Zero)
                known.Add(
                    (
                        null,
                        area,
                        new()
                        {
                            Net = money.Expenditure,
                            Paid = paid,
                            PaidInAdvance = paid,
                            InHand = money.InHand,
                            Claimed = Money.Zero,
                            Spent = money.Expenditure,
                            Source = "the area's ledger",
                        }
                    )
                );
        }
        return known;
    }

    // A final return without a period is about the whole project.
    private const string AwardsSql = """
        select    w.Id, w.Amount - w.GivenBack as Net, coalesce(w.StartsOn, a.StartsOn) as StartsOn, coalesce(w.EndsOn, a.EndsOn) as EndsOn,
                  case when w.EndedAt is not null and w.EndedAt < @EndAt then 1 else 0 end as Ended,
                  (select coalesce(sum(p.Amount), 0) from Payment p where p.AwardId = w.Id and p.Status = 'Paid' and p.PaidOn <= @End) as Paid,
                  (select coalesce(sum(p.Amount), 0) from Payment p left join Instalment i on i.Id = p.InstalmentId where p.AwardId = w.Id and p.Status = 'Paid' and p.PaidOn <= @End and p.ClaimId is null and coalesce(i.InArrears, 0) = 0) as PaidInAdvance,
                  (select coalesce(sum(c.Amount), 0) from RecoveryReceipt c join RecoveryInvoice v on v.Id = c.InvoiceId where v.AwardId = w.Id and v.Kind <> 'Overpaid' and c.ReceivedOn <= @End) as CameBack,
                  (select coalesce(sum(r.Amount), 0) from Claim m join ClaimReceipt r on r.ClaimId = m.Id where m.AwardId = w.Id and m.State = 'Accepted' and r.SpentOn <= @End and not exists (select 1 from Payment p where p.ClaimId = m.Id and p.Status = 'Paid' and p.PaidOn <= @End)) as Claimed,
                  (select max(t.Spent) from MonitoringReturn t where t.AwardId = w.Id and t.Status = 'Accepted' and t.Kind <> 'Reuse' and coalesce(t.PeriodTo, w.EndsOn, a.EndsOn) <= @End) as Spent,
                  (select max(t.PeriodTo) from MonitoringReturn t where t.AwardId = w.Id and t.Status = 'Accepted' and t.Kind <> 'Reuse' and t.Spent is not null and coalesce(t.PeriodTo, w.EndsOn, a.EndsOn) <= @End) as SpentTo
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        where     w.AcceptedAt is not null and w.AcceptedAt < @EndAt and coalesce(w.EndedHow, '') not in ('Declined', 'OfferWithdrawn')
        order by  a.Reference, w.Id
        """;

    private sealed record AwardRow
    {
        public required Guid Id { get; init; }
        public required Money Net { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
        public required bool Ended { get; init; }
        public required Money Paid { get; init; }
        public required Money PaidInAdvance { get; init; }
        public required Money CameBack { get; init; }
        public required Money Claimed { get; init; }
        public Money? Spent { get; init; }
        public DateOnly? SpentTo { get; init; }

        public MoneyAtYearEnd Money =>
            new()
            {
                Net = Net,
                Paid = Paid - CameBack,
                PaidInAdvance = PaidInAdvance - CameBack,
                Claimed = Claimed,
                Spent = Spent,
                Source = SpentTo is { } day ? $"the return to {LondonTime.Date(day)}" : "its final return",
                StartsOn = StartsOn,
                EndsOn = EndsOn,
                Ended = Ended,
            };
    }
}
