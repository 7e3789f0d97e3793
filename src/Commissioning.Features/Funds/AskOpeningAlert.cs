using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Somebody wants to be told when a round opens. The owner of the address confirms it by a link first. A known address, an unknown
/// one and one that has asked already get the same answer.</summary>
public sealed class AskOpeningAlert(Db db, Office office)
{
    /// <param name="fund">Null: any fund.</param>
    /// <param name="network">Hash of the network that asks.</param>
    public async Task<Result> RunAsync(string? email, Guid? fund, string network)
    {
        if (EmailAddress.Parse(email) is not { Length: <= 254 } address)
            return new Refusal("Enter an e-mail address in the right form, such as name@example.com", nameof(email));
        var id = Guid.CreateVersion7();
        var token = RandomNumberGenerator.GetHexString(64, lowercase: true);
        return await db.ChangeAsync(
            Actor.Visitor,
            AuditAction.OpeningAlertAsked,
            id,
            async work =>
            {
                var since = work.Now.AddDays(-GuidanceRules.ConfirmWithinDays);
                var name = fund is { } one ? await OpenRounds.PublicFundAsync(work, one) : null;
                var counts = await work.FindAsync<Asked>(
                    CountsSql,
                    new
                    {
                        address,
                        fund,
                        network,
                        since,
                    }
                );
                if (counts.FromNetwork >= GuidanceRules.MostFromOneNetwork)
                    return new Refusal("Too many messages were asked for from your network. Try again another day.", nameof(email));
                if (counts.ForAddress > 0)
                {
                    work.Note("Nothing was sent: the address has asked already");
                    return Result.Done;
                }
                await work.ExecuteAsync(
                    """
                    insert into OpeningAlert (Id, Email, FundId, TokenHash, NetworkHash, AskedAt)
                    values (@id, @address, @fund, @TokenHash, @network, @Now)
                    """,
                    new
                    {
                        id,
                        address,
                        fund,
                        TokenHash = SignInLinkQueries.HashOf(token),
                        network,
                        work.Now,
                    }
                );
                await work.EmailAsync(
                    new(
                        address,
                        "Do you want to know when a round opens?",
                        $"""
                        Hello,

                        Somebody asked the {office.FunderName} to write to this address once, when {(
                            name is null ? "a grant round" : $"a round of {name}"
                        )} opens. If it was you, confirm it here within {GuidanceRules.ConfirmWithinDays} days:
                        {office.LinkTo(Links.Funds.OpeningAlert(id, token))}

                        The same link stops it at any time. If it was not you, do nothing: we delete the address after {GuidanceRules.ConfirmWithinDays} days.

                        {office.ServiceName}
                        """,
                        id
                    )
                );
                return Result.Done;
            }
        );
    }

    private sealed record Asked
    {
        public required int ForAddress { get; init; }
        public required int FromNetwork { get; init; }
    }

    private const string CountsSql = """
        select (select count(*) from OpeningAlert where Email = @address and (FundId = @fund or (FundId is null and @fund is null)) and (ConfirmedAt is not null or AskedAt > @since)) as ForAddress,
               (select count(*) from OpeningAlert where NetworkHash = @network and AskedAt > @since) as FromNetwork
        """;
}
