using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Whether six digits are those of a link, in the browser that asked for it. A try is counted before it is checked, so that of
/// twenty at once no more are checked than are left; counting is housekeeping.</summary>
public sealed class CheckSignInCode(Db db)
{
    public async Task<bool> RunAsync(SignInLinkQueries.SentLink link, string code, string device) =>
        await db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update SignInLink set Tries = Tries + 1 where Id = @Id and DeviceHash = @device and UsedAt is null and ExpiresAt > @Now and Tries < @Most",
                new
                {
                    link.Id,
                    device,
                    work.Now,
                    Most = SignInLinkRules.MostTries,
                }
            )
        ) == 1
        && link.HasCode(code);
}
