using Commissioning.Domain;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Web;

/// <summary>The way into an application: who goes there goes on to the task list at once when there is nothing to choose. Its answers to
/// the eligibility check travel with a sign-in link.</summary>
public sealed class StartRoute(StartAtOnce startAtOnce, EligibilityCookie cookie, Db db)
{
    /// <summary>Where the person goes on.</summary>
    /// <param name="address">Where they were going.</param>
    public async Task<string> NextAsync(Actor actor, string address)
    {
        if (
            StartAddress.RoundOf(address) is not { } round
            || await startAtOnce.RunAsync(actor, round, cookie.Find(round), StartAddress.CopyOf(address)) is not { } draft
        )
            return address;
        cookie.UseUp(round);
        return Links.Applications.TaskList(draft);
    }

    /// <summary>What is applied for at this address, such as the fund and round; null when it starts no application.</summary>
    public async Task<string?> AboutAsync(string? address) =>
        StartAddress.RoundOf(address) is { } round
            ? (
                await db.FindOrDefaultAsync<Domain.Funds.Round>(
                    RoundReader.RoundSql + " where r.Id = @round and r.PublishedAt is not null",
                    new { round }
                )
            )?.FullName
            : null;
}
