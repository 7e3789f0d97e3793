using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Whether a late return can hold back money at all.</summary>
internal static class UnpaidMoney
{
    /// <summary>Money of a grant that goes on is not paid yet.</summary>
    public static async Task<bool> IsLeftAsync(Work work, Guid organisation) =>
        await work.ScalarAsync<int>(
            """
            select count(*)
            from   Award w
            join   Application a on a.Id = w.ApplicationId
            where  a.OrganisationId = @organisation and w.AcceptedAt is not null and w.EndedAt is null
                   and w.Amount - w.GivenBack > (select coalesce(sum(p.Amount), 0) from Payment p where p.AwardId = w.Id and p.Status = 'Paid')
            """,
            new { organisation }
        ) > 0;
}
