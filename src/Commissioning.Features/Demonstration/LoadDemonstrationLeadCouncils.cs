using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;
using static Commissioning.Features.Demonstration.LoadDemonstration;

namespace Commissioning.Features.Demonstration;

/// <summary>The lead councils of two areas with invented accounts, and the first half of 2025-26, paid in advance. No payment is in the
/// ledger, so the published figures stay as they are.</summary>
internal sealed class LoadDemonstrationLeadCouncils(Db db, FieldEncryption encryption)
{
    private static readonly FinancialYear Year = new(2025);
    private static readonly DateOnly PaidOn = new(2025, 4, 14);

    private sealed record Lead(string Area, string Council, string Town, string Postcode, string Number, long Pence);

    private static readonly IReadOnlyList<Lead> Leads =
    [
        new("Leicester", "Leicester City Council", "Leicester", "LE1 1FZ", "00000071", 13_590_923),
        new("Charnwood", "Charnwood Borough Council", "Loughborough", "LE11 2TX", "00000072", 4_476_512),
    ];

    public async Task<bool> RunOnceAsync(IReadOnlyDictionary<string, Actor> people)
    {
        if (await db.ScalarAsync<int>("select count(*) from CspArea where LeadOrganisationId is not null") > 0)
            return false;
        var loaded = await db.ChangeAsync(
            people["officer"],
            AuditAction.DemonstrationLoaded,
            Id("lead-councils"),
            async work =>
            {
                var run = new
                {
                    Id = Id("payment-run/areas"),
                    Leads.Count,
                    Total = new Money(Leads.Sum(lead => lead.Pence)),
                    PaidOn,
                    By = people["finance"].Id,
                    Releaser = people["finance2"].Id,
                    At = LondonTime.ToUtc(PaidOn.AddDays(-3), new(10, 0)),
                    Sha256 = Convert.ToHexStringLower(SHA256.HashData("An invented file"u8)),
                    Answered = LondonTime.ToUtc(PaidOn.AddDays(1), new(9, 30)),
                };
                await work.ExecuteAsync(
                    "insert into PaymentRun (Id, Number, Payments, Total, PayOn, Sha256, MadeBy, MadeAt, SentBy, SentAt, ResultBy, ResultAt, Version, ReleasedBy, ReleasedAt) values (@Id, 'P-2025-002', @Count, @Total, @PaidOn, @Sha256, @By, @At, @By, @At, @By, @Answered, 1, @Releaser, @At)",
                    run
                );
                foreach (var (lead, place) in Leads.Select((lead, i) => (lead, i + 1)))
                    await AddAsync(work, people, lead, place, run.Id);
                return Result.Done;
            }
        );
        return loaded.IsDone;
    }

    private async Task AddAsync(Work work, IReadOnlyDictionary<string, Actor> people, Lead lead, int place, Guid run)
    {
        var row = new
        {
            Organisation = Id($"organisation/{lead.Council}"),
            lead.Council,
            OrganisationKind = OrganisationRules.Council,
            lead.Town,
            lead.Postcode,
            lead.Area,
            AreaId = Id($"csp-area/{lead.Area}"),
            BudgetYear = Year.ToString(),
            Bank = Id($"bank/{lead.Council}"),
            Account = encryption.EncryptAccount(new(lead.Council, "999999", lead.Number)),
            LastFour = lead.Number[^4..],
            Hash = lead.Number.PadLeft(64, '0'),
            Email = $"income@{lead.Council.Split(' ')[0].ToLowerInvariant()}-council.example",
            Officer = people["officer"].Id,
            Finance = people["finance"].Id,
            Payment = Id($"payment/{lead.Area}/{Year}"),
            run,
            Reference = $"P-2025-002-00{place}",
            Amount = new Money(lead.Pence),
            PaidOn,
            Given = LondonTime.ToUtc(PaidOn.AddDays(-28), new(11, 0)),
            Asked = LondonTime.ToUtc(PaidOn.AddDays(-6), new(10, 0)),
            Decided = LondonTime.ToUtc(PaidOn.AddDays(-4), new(15, 0)),
        };
        await work.ExecuteAsync(
            "insert into Organisation (Id, Name, Kind, AddressLine, Town, Postcode, Area, Phone, CreatedAt, Version) values (@Organisation, @Council, @OrganisationKind, '1 Invented Street', @Town, @Postcode, @Area, '0116 496 0170', @Given, 1)",
            row
        );
        await work.ExecuteAsync(
            "insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, NameLikeness, IsChange, GivenBy, GivenAt, Payee, PayeeBy, PayeeAt, DecidedBy, DecidedAt, Version) values (@Bank, @Organisation, @Account, @LastFour, @Hash, 'Confirmed', 100, 0, @Officer, @Given, 'Match', @Finance, @Given, @Finance, @Given, 1)",
            row
        );
        await work.ExecuteOneAsync(
            "update CspArea set LeadOrganisationId = @Organisation, RemittanceEmail = @Email where Id = @AreaId",
            row
        );
        await work.ExecuteAsync(
            "insert into Payment (Id, AreaId, BudgetYear, PayeeId, BankDetailsId, RunId, Amount, Reason, Status, BankReference, PaidOn, RequestedBy, RequestedAt, DecidedBy, DecidedAt, Version) values (@Payment, @AreaId, @BudgetYear, @Organisation, @Bank, @run, @Amount, 'First half of the year', 'Paid', @Reference, @PaidOn, @Officer, @Asked, @Finance, @Decided, 1)",
            row
        );
    }
}
