using System.Globalization;
using Commissioning.Domain.Audit;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The name of an area that applicants choose from, as their organisations have it.</summary>
internal static class PublicAreaName
{
    /// <summary>Organisations, and the figures of their awards, follow to a new name. Sent applications keep what they said.</summary>
    public static async Task FollowAsync(Work work, string before, string now)
    {
        if (before == now)
            return;
        // Their versions stay: an applicant who has the form open is told to choose the area again, and loses nothing.
        var organisations = await work.ExecuteAsync("update Organisation set Area = @now where Area = @before", new { before, now });
        await work.ExecuteAsync("update PastApplication set Area = @now where Area = @before", new { before, now });
        await work.ExecuteAsync("update PastArea set Area = @now where Area = @before", new { before, now });
        foreach (var award in await work.QueryAsync<Guid>("select AwardId from AwardFigure where Area = @before", new { before }))
            await AwardTotals.RefreshAsync(work, award);
        work.Note(new Changes().Add("Name that applicants read", before, now).ToString());
        work.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{organisations} {(organisations == 1 ? "organisation" : "organisations")} changed with it"
            )
        );
    }
}
