using System.Globalization;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Accounts;
using Commissioning.Features.Messages;
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
        var token = SignInLinkRules.NewToken();
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
                await Message.SendAsync(
                    work,
                    office,
                    MessageKind.OpeningAlertAsked,
                    null,
                    new("", address),
                    id,
                    new Dictionary<string, string>
                    {
                        ["what"] = name is null ? "a grant round" : $"a round of {name}",
                        ["days"] = GuidanceRules.ConfirmWithinDays.ToString(CultureInfo.InvariantCulture),
                    },
                    Links.Funds.OpeningAlert(token)
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
