using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Who is on the panel of a round.</summary>
public static class PanelQueries
{
    /// <summary>Not found for a person who is not.</summary>
    public static async Task DemandMemberAsync(Work work, Actor actor, Guid round)
    {
        if (
            await work.ScalarAsync<int>(
                "select count(*) from PanelMember where RoundId = @round and PersonId = @Id and LeftAt is null",
                new { round, actor.Id }
            ) == 0
        )
            throw new NotFoundException("This person is not on the round's panel");
    }
}
