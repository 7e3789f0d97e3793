using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>A panel member may see the moderation of their own rounds; other rounds are not found.</summary>
public sealed class PanelAccess(Db db)
{
    public async Task DemandAsync(Actor actor, Guid round)
    {
        if (
            await db.ScalarAsync<int>(
                "select count(*) from PanelMember where RoundId = @round and PersonId = @Id and LeftAt is null",
                new { round, actor.Id }
            ) == 0
        )
            throw new NotFoundException("This person is not on the round's panel");
    }
}
