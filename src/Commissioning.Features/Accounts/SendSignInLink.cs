using System.Globalization;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Sends a link and six digits with which the owner of an address signs in once. An address with an account and one without get
/// the same answer from the same statements; only the mailbox learns which it is.</summary>
public sealed class SendSignInLink(Db db, Office office)
{
    /// <param name="device">Hash of the cookie of the browser that asks: the digits work there only.</param>
    /// <param name="network">Hash of its network.</param>
    /// <param name="returnUrl">Where the person was going.</param>
    /// <param name="eligibility">The answers to the eligibility check, encrypted; null: none.</param>
    /// <param name="about">What they want to apply for, for the mail's subject, such as the fund and round; null: they only sign
    /// in.</param>
    /// <returns>The link, and whether it was sent now. When enough e-mails are under way to the address nothing is sent: the link is then
    /// the newest that this browser asked for, whose digits still work, or none.</returns>
    public async Task<Result<Sent>> RunAsync(
        string? email,
        string device,
        string network,
        string? returnUrl,
        string? eligibility = null,
        string? about = null
    )
    {
        if (EmailAddress.Parse(email) is not { Length: <= 254 } address)
            return new Refusal("Enter an e-mail address in the right form, such as name@example.com", nameof(email));
        var id = Guid.NewGuid();
        var token = SignInLinkRules.NewToken();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        return await db.ChangeAsync<Sent>(
            Actor.Portal,
            AuditAction.SignInLinkSent,
            id,
            async work =>
            {
                await work.ExecuteAsync(
                    "delete from SignInLink where ExpiresAt < @Before",
                    new { Before = work.Now - SignInLinkRules.Kept }
                );
                var counts = await work.FindAsync<SentCounts>(
                    CountsSql,
                    new
                    {
                        address,
                        network,
                        Since = work.Now - SignInLinkRules.Lifetime,
                    }
                );
                var holder = await work.FindOrDefaultAsync<Holder>(HolderSql, new { address });
                if (counts.FromNetwork >= SignInLinkRules.MostFromOneNetwork)
                    return new Refusal("Too many messages were asked for from your network. Wait 10 minutes and try again.", nameof(email));
                if (counts.ToAddress >= SignInLinkRules.MostToOneAddress)
                {
                    work.Note("Nothing was sent: enough messages are under way to this address");
                    var newest = await work.ScalarAsync<Guid?>(
                        NewestSql,
                        new
                        {
                            address,
                            device,
                            work.Now,
                        }
                    );
                    return Result.Made(new Sent(newest ?? id, IsSent: false));
                }
                await work.ExecuteAsync(
                    InsertSql,
                    new
                    {
                        id,
                        address,
                        TokenHash = SignInLinkQueries.HashOf(token),
                        CodeHash = SignInLinkQueries.HashOf(id, code),
                        device,
                        network,
                        ReturnUrl = returnUrl is { Length: <= 1000 } ? returnUrl : null,
                        eligibility,
                        work.Now,
                        ExpiresAt = work.Now + SignInLinkRules.Lifetime,
                    }
                );
                await AccountNotices.SignInLinkAsync(
                    work,
                    office,
                    new(holder?.Name ?? "", address),
                    holder?.IsStaff == true,
                    about,
                    id,
                    token,
                    code,
                    work.Now + SignInLinkRules.Lifetime
                );
                return Result.Made(new Sent(id, IsSent: true));
            }
        );
    }

    public sealed record Sent(Guid Link, bool IsSent);

    private sealed record SentCounts
    {
        public required int ToAddress { get; init; }
        public required int FromNetwork { get; init; }
    }

    private sealed record Holder
    {
        public required string Name { get; init; }
        public required bool IsStaff { get; init; }
    }

    private const string CountsSql = """
        select (select count(*) from SignInLink where Email = @address and SentAt > @Since) as ToAddress,
               (select count(*) from SignInLink where NetworkHash = @network and SentAt > @Since) as FromNetwork
        """;
    private const string NewestSql = """
        select   Id
        from     SignInLink
        where    Email = @address and DeviceHash = @device and ExpiresAt > @Now
        order by SentAt desc, Id desc
        """;
    private const string HolderSql = """
        select case when p.EmailConfirmed = 1 then p.DisplayName else '' end as Name, case when exists (select 1 from PersonRole r where r.PersonId = p.Id and r.Role <> 'Applicant') then 1 else 0 end as IsStaff
        from   Person p
        where  p.Email = @address
        """;
    private const string InsertSql = """
        insert into SignInLink (Id, Email, TokenHash, CodeHash, DeviceHash, NetworkHash, ReturnUrl, Eligibility, SentAt, ExpiresAt, Tries)
        values (@id, @address, @TokenHash, @CodeHash, @device, @network, @ReturnUrl, @eligibility, @Now, @ExpiresAt, 0)
        """;
}
