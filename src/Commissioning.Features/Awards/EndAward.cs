using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The steps shared by every end of an award.</summary>
internal static class EndAward
{
    /// <summary>Ends the award, refuses payments that are in no payment run and pay no accepted claim, and returns an amount to the
    /// pot.</summary>
    public static async Task<Refusal?> RunAsync(Work work, Actor actor, AwardReader.AwardRow award, AwardEnd how, string reason, Money back)
    {
        await work.ExecuteOneAsync(
            "update Award set EndedAt = @Now, EndedBy = @By, EndedHow = @how, EndedReason = @reason, Version = Version + 1 where Id = @Id and EndedAt is null",
            new
            {
                award.Id,
                work.Now,
                By = actor.Id,
                how,
                reason,
            }
        );
        var refused = await work.ExecuteAsync(
            "update Payment set Status = 'Refused', DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where AwardId = @Id and ClaimId is null and Status in ('Requested', 'Approved')",
            new
            {
                award.Id,
                work.Now,
                By = actor.Id,
                Note = $"The grant {AwardRules.InWords(how)}",
            }
        );
        await SyncFindings.MarkStaleAsync(work, award.OrganisationId);
        if (refused > 0)
            work.Note($"{refused} {(refused == 1 ? "payment" : "payments")} refused");
        return await GiveBackAsync(work, actor, award, back, $"{award.Reference} {AwardRules.InWords(how)}");
    }

    /// <summary>After the bank returned a paid payment: reduces an open close-out's claim, or returns the money of a closed award to the
    /// pot.</summary>
    public static async Task<Refusal?> PaymentReturnedAsync(Work work, Actor actor, Guid award, Money amount)
    {
        var row = await AwardReader.FindAsync(work, award);
        // Never below what is settled already.
        await work.ExecuteAsync(
            "update CloseOut set Paid = Paid - @amount, NotDrawn = NotDrawn + @amount, ToReturn = case when ToReturn - @amount > Received + WrittenOff + coalesce(ReuseSpent, Reused) then ToReturn - @amount else Received + WrittenOff + coalesce(ReuseSpent, Reused) end, Version = Version + 1 where AwardId = @award and ClosedAt is null",
            new { award, amount }
        );
        await RecoveryInvoices.ShrinkAsync(work, award);
        return
            row.EndedHow == AwardEnd.Closed
            || await work.ScalarAsync<int>("select count(*) from CloseOut where AwardId = @award and ClosedAt is not null", new { award })
                > 0
            ? await GiveBackAsync(work, actor, row, amount < row.Net ? amount : row.Net, $"{row.Reference}: a payment came back")
            : null;
    }

    /// <summary>Releases money of an award: in the award, the round's counters, the ledger and the figures.</summary>
    public static async Task<Refusal?> GiveBackAsync(Work work, Actor actor, AwardReader.AwardRow award, Money back, string reason)
    {
        if (back > Money.Zero)
        {
            var round = await RoundReader.GetAsync(work, award.RoundId);
            await work.ExecuteOneAsync(
                "update Award set GivenBack = GivenBack + @back, Version = Version + 1 where Id = @Id",
                new { award.Id, back }
            );
            await work.ExecuteOneAsync(
                "update RoundTally set Awarded = Awarded - @back where RoundId = @RoundId",
                new { award.RoundId, back }
            );
            if (await RoundPot.GiveBackAsync(work, actor, round.BudgetYear, round.FullName, back, reason) is { } closed)
                return closed;
        }
        await AwardTotals.RefreshAsync(work, award.Id);
        work.Note($"{award.Reference}: {back} back to the pot");
        return null;
    }

    /// <summary>Takes money out of the pot again that was booked as paid back and was not. Refused where the pot has awarded it
    /// since.</summary>
    public static async Task<Refusal?> TakeAgainAsync(Work work, Actor actor, AwardReader.AwardRow award, Money amount)
    {
        var round = await RoundReader.GetAsync(work, award.RoundId);
        var again = amount < award.GivenBack ? amount : award.GivenBack;
        await work.ExecuteOneAsync(
            "update Award set GivenBack = GivenBack - @again, Amount = Amount + @more, Version = Version + 1 where Id = @Id",
            new
            {
                award.Id,
                again,
                more = amount - again,
            }
        );
        if (
            await work.ExecuteAsync(
                "update RoundTally set Awarded = Awarded + @amount where RoundId = @RoundId and Awarded + @amount <= @Spendable",
                new
                {
                    award.RoundId,
                    amount,
                    round.Spendable,
                }
            ) == 0
        )
            return new($"The pot of {round.FullName} has awarded this money again. Add {amount} to the pot first.");
        if (await RoundPot.AwardLaterAsync(work, actor, round.BudgetYear, round.FullName, amount) is { } closed)
            return closed;
        await AwardTotals.RefreshAsync(work, award.Id);
        work.Note($"{award.Reference}: {amount} out of the pot again");
        return null;
    }
}
