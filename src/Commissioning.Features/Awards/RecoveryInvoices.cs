using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Keeps the invoices of an award equal to what its close-out says is to come back.</summary>
internal static class RecoveryInvoices
{
    public static DateOnly DueOn(Office office, DateOnly today) => WorkingDays.OnOrAfter(today.AddDays(office.RecoveryDays));

    /// <summary>The invoice of a recovery after a breach.</summary>
    public static Task AskAsync(
        Work work,
        Actor actor,
        Office office,
        AwardReader.AwardRow award,
        string number,
        Guid variation,
        Money amount
    ) => InsertAsync(work, actor, office, award, number, RecoveryKind.Recovered, variation, amount, "Grant to be paid back");

    /// <summary>The invoice of what was paid and not spent, in place of an earlier one. The close-out has its sums already.</summary>
    public static async Task AskNotSpentAsync(Work work, Actor actor, Office office, AwardReader.AwardRow award, string number)
    {
        await work.ExecuteAsync(
            "update RecoveryInvoice set Amount = Received + WrittenOff, Version = Version + 1 where AwardId = @Id and Kind = 'NotSpent' and Amount > Received + WrittenOff",
            new { award.Id }
        );
        var over = await OverAsync(work, award.Id);
        if (over < Money.Zero)
            await InsertAsync(work, actor, office, award, number, RecoveryKind.NotSpent, null, -over, "Grant that was not spent");
    }

    /// <summary>After less is to come back: takes it off the invoices, the latest first, never below what is settled.</summary>
    public static async Task ShrinkAsync(Work work, Guid award)
    {
        var over = await OverAsync(work, award);
        foreach (
            var row in await work.QueryAsync<OpenRow>(
                "select Id, Amount - Received - WrittenOff as Owed from RecoveryInvoice where AwardId = @award and Kind <> 'Overpaid' and Amount > Received + WrittenOff order by case Kind when 'NotSpent' then 0 else 1 end, Number desc",
                new { award }
            )
        )
        {
            if (over <= Money.Zero)
                return;
            var less = over < row.Owed ? over : row.Owed;
            await work.ExecuteOneAsync(
                "update RecoveryInvoice set Amount = Amount - @less, Version = Version + 1 where Id = @Id",
                new { row.Id, less }
            );
            over -= less;
        }
    }

    /// <summary>What the invoices ask for above what is to come back; below zero: what nobody has asked for yet.</summary>
    private static async Task<Money> OverAsync(Work work, Guid award) =>
        await work.ScalarAsync<Money>(
            "select (select coalesce(sum(i.Amount), 0) from RecoveryInvoice i where i.AwardId = @award and i.Kind <> 'Overpaid') - (select coalesce(sum(c.ToReturn - coalesce(c.ReuseSpent, c.Reused)), 0) from CloseOut c where c.AwardId = @award)",
            new { award }
        );

    private static async Task InsertAsync(
        Work work,
        Actor actor,
        Office office,
        AwardReader.AwardRow award,
        string number,
        RecoveryKind kind,
        Guid? variation,
        Money amount,
        string reason
    ) =>
        await work.ExecuteAsync(
            "insert into RecoveryInvoice (Id, Number, Kind, OrganisationId, AwardId, VariationId, Reason, Amount, IssuedBy, IssuedAt, DueOn, Version) values (@Id, @number, @kind, @OrganisationId, @AwardId, @variation, @reason, @amount, @By, @Now, @DueOn, 1)",
            new
            {
                Id = Guid.CreateVersion7(),
                number,
                kind,
                award.OrganisationId,
                AwardId = award.Id,
                variation,
                reason,
                amount,
                By = actor.Id,
                work.Now,
                DueOn = DueOn(office, LondonTime.DateOf(work.Now)),
            }
        );

    private sealed record OpenRow
    {
        public required Guid Id { get; init; }
        public required Money Owed { get; init; }
    }
}
