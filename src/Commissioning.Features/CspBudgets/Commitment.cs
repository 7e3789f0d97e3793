using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The money of an area that is committed to a project.</summary>
internal static class Commitment
{
    /// <summary>Releases what remains of a project's commitment, up to an amount.</summary>
    public static async Task ReleaseAsync(Work work, Actor actor, FinancialYear year, Guid project, DateOnly on, string reason, Money most)
    {
        var held = await work.FindAsync<LedgerQueries.CommitmentRow>(
            "select AreaId, Committed from CspProject where Id = @project",
            new { project }
        );
        var amount = held.Committed < most ? held.Committed : most;
        if (amount <= Money.Zero)
            return;
        await Posting.MoveAsync(
            work,
            actor,
            year,
            TransactionKind.Commitment,
            on,
            reason,
            await Posting.AccountAsync(work, year, AccountKind.Committed, held.AreaId),
            await Posting.AccountAsync(work, year, AccountKind.Area, held.AreaId),
            amount,
            project
        );
    }
}
