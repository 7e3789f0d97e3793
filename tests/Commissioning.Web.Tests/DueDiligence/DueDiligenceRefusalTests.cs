using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

/// <summary>Refusals of due diligence that other tests do not cover, each with its sentence.</summary>
public sealed class DueDiligenceRefusalTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static readonly string Long = new('x', 5_001);

    private async Task SaysAsync<T>(string sentence, Func<T, Task<Result>> act)
        where T : notnull => Assert.Equal(sentence, (await host.WithAsync<T, Result>(act)).FirstRefusal?.Sentence);

    [Fact]
    public async Task Checks_tiers_and_safeguarding_refuse_bad_input_with_their_own_sentences()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var (officer, application) = (stages.Officer, stages.Applications[0].Id);
        var check = (await host.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, application))).Checks[0];
        await SaysAsync<RecordCheck>(
            "Say why this check does not apply",
            record => record.RunAsync(officer, new(check.Id, 1, CheckStatus.NotApplicable, " ", null, null, null))
        );
        await SaysAsync<RecordCheck>(
            "Say what you saw, or add a file as evidence",
            record => record.RunAsync(officer, new(check.Id, 1, CheckStatus.Pass, "", null, null, null))
        );
        await SaysAsync<SafeguardingReviews>(
            "Shorten the note on \"A risk assessment of the activity\" to 300 characters",
            safe => safe.SaveAsync(officer, application, 0, SafeguardingReach.InGroups, [new("RiskAssessment", true, null, Long)])
        );
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.DueDiligence.Check(check.Id));
        (await page.Choose("Pass").Fill("What did you see?", Long).PressAsync("Save", HttpStatusCode.BadRequest)).AssertError(
            "Shorten this from 5,001 to 2,000 characters or fewer"
        );
        (await page.Fill("What did you see?", "Seen").Fill("Source", Long).PressAsync("Save", HttpStatusCode.BadRequest)).AssertError(
            "Shorten this from 5,001 to 300 characters or fewer"
        );
        Assert.Null(
            (
                await host.WithAsync<RecordCheck, Result>(record =>
                    record.RunAsync(officer, new(check.Id, 1, CheckStatus.Fail, "No rules", null, null, null))
                )
            ).FirstRefusal
        );
        var other = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))).OpenAsync(
            Links.DueDiligence.Check(check.Id)
        );
        (await other.Fill("What did you check?", Long).PressAsync("I agree that it fails", HttpStatusCode.BadRequest)).AssertError(
            "Shorten this from 5,001 to 1,000 characters or fewer"
        );
        await stages.DecidedAsync();
        await SaysAsync<OverrideTier>(
            "This application is decided, so you cannot change its tier",
            tiers => tiers.RunAsync(officer, application, CheckTier.Light, "x")
        );
    }

    private static readonly CallBack Call = new(
        "Ann Bell",
        "Chair",
        "0116 496 0001",
        CallNumberSource.Register,
        "The register",
        "3210",
        new(2026, 1, 1),
        "10:00"
    );

    [Fact]
    public async Task Bank_details_and_modulus_tables_refuse_bad_input_with_their_own_sentences()
    {
        var (applicant, finance) = (await host.Scenario.PersonAsync(Role.Applicant), await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        Assert.Empty(
            await host.RefusalsAsync<GiveBankDetails>(bank =>
                bank.RunAsync(applicant, organisation, "F", "999999", "76543210", false, null)
            )
        );
        var first = (await host.Db.ReadAsync(work => BankDetailsQueries.OfAsync(work, organisation)))[0].Id;
        await SaysAsync<RecordPayeeCheck>("Choose what the bank answered", bank => bank.RunAsync(finance, first, null, null, null));
        await SaysAsync<RecordPayeeCheck>(
            "Shorten the name to 100 characters",
            bank => bank.RunAsync(finance, first, PayeeResult.Match, Long, null)
        );
        await SaysAsync<RecordPayeeCheck>(
            "Shorten the note to 1,000 characters",
            bank => bank.RunAsync(finance, first, PayeeResult.Match, null, Long)
        );
        await SaysAsync<RecordCallBack>(
            "These are the organisation's first bank details, so no call-back is needed",
            bank => bank.RunAsync(finance, first, Call)
        );
        Assert.Null(
            (
                await host.WithAsync<RecordPayeeCheck, Result>(bank => bank.RunAsync(finance, first, PayeeResult.Match, null, null))
            ).FirstRefusal
        );
        await SaysAsync<ConfirmBankDetails>("Shorten the note to 1,000 characters", bank => bank.RunAsync(finance, first, Long));
        Assert.Null((await host.WithAsync<ConfirmBankDetails, Result>(bank => bank.RunAsync(finance, first, null))).FirstRefusal);
        Assert.Empty(
            await host.RefusalsAsync<GiveBankDetails>(bank =>
                bank.RunAsync(applicant, organisation, "F", "999999", "66543210", false, null)
            )
        );
        var change = (await host.Db.ReadAsync(work => BankDetailsQueries.OfAsync(work, organisation))).First(row => row.IsChange).Id;
        await SaysAsync<RecordCallBack>(
            "Enter the number that you rang",
            bank => bank.RunAsync(finance, change, Call with { CallNumber = "x" })
        );
        await SaysAsync<RecordCallBack>(
            "Enter only the number",
            bank => bank.RunAsync(finance, change, Call with { CallNumber = "0116 496 0001" + new string(' ', 40) })
        );
        await SaysAsync<RecordCallBack>(
            "Choose where the number came from",
            bank => bank.RunAsync(finance, change, Call with { CallFrom = null })
        );
        await SaysAsync<RecordCallBack>(
            "We knew no number before. Look one up on a register or yourself, and say where.",
            bank => bank.RunAsync(finance, change, Call with { CallFrom = CallNumberSource.KnownBefore })
        );
        await SaysAsync<RecordCallBack>(
            "Say which register, or what you looked up. Do not use a number that came with the details.",
            bank => bank.RunAsync(finance, change, Call with { CallSource = " " })
        );
        await SaysAsync<RecordCallBack>(
            "Shorten the source to 300 characters",
            bank => bank.RunAsync(finance, change, Call with { CallSource = Long })
        );
        await SaysAsync<RecordCallBack>(
            "Enter the name of the person you spoke to, in up to 120 characters",
            bank => bank.RunAsync(finance, change, Call with { CallPerson = " " })
        );
        await SaysAsync<RecordCallBack>(
            "Enter their role, such as treasurer, in up to 80 characters",
            bank => bank.RunAsync(finance, change, Call with { CallRole = null })
        );
        await SaysAsync<RecordCallBack>(
            "Enter the last four digits of the account that they read out",
            bank => bank.RunAsync(finance, change, Call with { CallDigits = "32" })
        );
        await SaysAsync<RecordCallBack>(
            "The digits they read out are not those of this account. Ask again. If they read out the same, refuse these details.",
            bank => bank.RunAsync(finance, change, Call with { CallDigits = "0123" })
        );
        await SaysAsync<RecordCallBack>("Enter the day of the call", bank => bank.RunAsync(finance, change, Call with { CallOn = null }));
        await SaysAsync<RecordCallBack>(
            "Enter a time on the 24-hour clock, for example 14:30",
            bank => bank.RunAsync(finance, change, Call with { CallTime = "noon" })
        );
        await SaysAsync<RecordCallBack>(
            "The call cannot be later than now",
            bank => bank.RunAsync(finance, change, Call with { CallOn = new(2090, 1, 1) })
        );
        await SaysAsync<AddBankProof>("Choose the bank statement or letter", bank => bank.RunAsync(finance, change, null));
        Assert.Null(
            (
                await host.WithAsync<RecordPayeeCheck, Result>(bank => bank.RunAsync(finance, change, PayeeResult.Match, null, null))
            ).FirstRefusal
        );
        var today = host.Clock.Today();
        Assert.Null(
            (
                await host.WithAsync<RecordCallBack, Result>(bank =>
                    bank.RunAsync(
                        finance,
                        change,
                        Call with
                        {
                            CallOn = today,
                            CallTime = LondonTime
                                .ToLondon(host.Clock.UtcNow())
                                .ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
                        }
                    )
                )
            ).FirstRefusal
        );
        await SaysAsync<ProposeBankDetails>(
            "One person may confirm these details, so nobody needs to propose it",
            bank => bank.RunAsync(finance, change, null)
        );
        Assert.Equal(
            "Shorten the version to 50 characters",
            Assert.Single(await host.RefusalsAsync<ModulusTables>(tables => tables.LoadAsync(finance, Long, null, []))).Sentence
        );
    }

    [Fact]
    public async Task Stop_flags_subsidies_concerns_and_round_checks_refuse_bad_input_with_their_own_sentences()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var (officer, application) = (stages.Officer, stages.Applications[0]);
        await SaysAsync<PlaceStopFlag>(
            "The last day must be today or later. Leave it empty if there is no last day.",
            place => place.RunAsync(officer, application.Organisation, StopFlagKind.Other, "x", null, new(2020, 1, 1))
        );
        await SaysAsync<AssessSubsidy>(
            "Say whether the grant pays for that",
            assess => assess.RunAsync(officer, application.Id, true, null, "x")
        );
        async Task<string?> RaiseAsync(string about, string? from) =>
            (await host.WithAsync<RaiseConcern, Result<int>>(raise => raise.RunAsync(ConcernKind.Fraud, about, "y", from)))
                .FirstRefusal
                ?.Sentence;
        Assert.Equal("Enter the group or project that you are worried about, in up to 300 characters", await RaiseAsync(Long, null));
        Assert.Equal("Shorten how we can reach you to 300 characters", await RaiseAsync("x", Long));
        await stages.AnnouncedAsync();
        Assert.Null(
            (
                await host.WithAsync<AssessSubsidy, Result>(assess => assess.RunAsync(officer, application.Id, true, true, "A café"))
            ).FirstRefusal
        );
        Assert.Null((await host.WithAsync<SendSubsidyNotice, Result>(send => send.RunAsync(officer, application.Id))).FirstRefusal);
        Assert.Equal(
            "Enter days on which you were given something. They cannot be in the future.",
            Assert
                .Single(
                    await host.RefusalsAsync<ConfirmSubsidy>(confirm =>
                        confirm.RunAsync(
                            application.Applicant,
                            application.Id,
                            [new("Council", Money.FromPounds(1), new(2099, 1, 1))],
                            "A",
                            true
                        )
                    )
                )
                .Sentence
        );

        host.Clock.MoveTo("2026-01-01 12:00");
        var round = (
            await host.WithAsync<CreateRound, Result<Guid>>(create =>
                create.RunAsync(officer, new($"Checks {Guid.NewGuid():N}"[..20], "CK", Scenario.Details()))
            )
        ).Value;
        async Task<string> SaveAsync(params CheckTemplate[] checks) =>
            Assert.Single(await host.RefusalsAsync<SaveChecks>(save => save.RunAsync(officer, round, checks, new()))).Sentence;
        Assert.Equal("Name at least one check", await SaveAsync());
        Assert.Equal("\"Rules\" is listed twice", await SaveAsync(new("Rules", "x"), new("Rules", "y")));
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Funds.Checks(round));
        (await page.Fill("Standard checks above", "some").PressAsync("Save checks", HttpStatusCode.BadRequest)).AssertError(
            "Enter an amount in pounds, such as 1,000"
        );
    }
}
