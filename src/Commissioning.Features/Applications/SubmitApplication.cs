using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Sends an application: number, reference, frozen copy, checks and receipt, all or nothing. The time that counts is the server's
/// when it handles the request.</summary>
public sealed class SubmitApplication(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application, string? declaredName, bool agreed) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApplicationSubmitted,
            application,
            async work =>
            {
                var found = await ApplicationReader.FindMineAsync(work, actor, application);
                var setup = await RoundReader.GetSetupAsync(work, found.RoundId);
                if (ApplicationRules.WhyCannotChange(setup.Round, found.Status, found.Channel, found.ClosesAt, work.Now) is { } late)
                    return found.Status == ApplicationStatus.Draft && setup.Round.WithdrawnAt is null
                        ? new Refusal($"{late.Sentence} {office.WhenLate}")
                        : late;
                if (await WhyAnotherSendsAsync(work, actor, found) is { } another)
                    return another;
                if (CertificateRules.WhyCannotSendAlone(setup.Round.Policy, found.Channel) is { } alone)
                    return alone;
                if (ApplicationRules.WhyDeclarationIsIncomplete(declaredName, agreed) is [var undeclared, ..])
                    return undeclared;
                return await SendAsync(work, office, actor, found, declaredName!.Trim());
            }
        );

    /// <summary>Null unless somebody else is named to send the organisation's applications.</summary>
    public Task<Refusal?> WhyAnotherSendsAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
            await WhyAnotherSendsAsync(work, actor, await ApplicationReader.FindMineAsync(work, actor, application))
        );

    /// <summary>Sends it in this person's name. The caller has checked that it may be sent now, and by whom.</summary>
    /// <param name="certifier">Who certified it, who gets a receipt too.</param>
    internal static async Task<Result> SendAsync(
        Work work,
        Office office,
        Actor actor,
        Application found,
        string declaredName,
        Actor? certifier = null
    )
    {
        var application = found.Id;
        var setup = await RoundReader.GetSetupAsync(work, found.RoundId);
        var content = await ApplicationReader.ContentAsync(work, found);
        if (ApplicationRules.Gaps(setup, content) is [var gap, ..])
            return new Refusal($"{gap.Section.Title}: {gap.Refusal.Sentence}");

        if (
            setup.Round.Policy.Awards.OverdueBlocksApplications
            && await work.FirstOrDefaultAsync<string>(OverdueSql, new { found.OrganisationId, Today = LondonTime.DateOf(work.Now) })
                is { } overdue
        )
            return new Refusal(
                $"The monitoring return for {overdue} is overdue. Send it first; this round does not take applications from organisations with overdue returns. Everything here is saved."
            );
        var amount = content.AmountRequested!.Value;
        // One that was taken back keeps its number and reference.
        var earlier = (await EarlierCopies.ListAsync(work, application)).FirstOrDefault();
        var number = await NumberAsync(work, found, amount, earlier?.Number);
        var reference = earlier?.Reference ?? await ReferenceAsync(work, setup.Round, number);
        await work.ExecuteOneAsync(
            SubmitSql,
            new
            {
                application,
                number,
                reference,
                Person = actor.Id,
                DeclaredName = declaredName,
                work.Now,
                found.Version,
            }
        );
        work.Note($"{reference}, {amount}");
        var sha256 = await SubmittedCopy.FreezeAsync(work, application, await SubmittedCopy.BuildAsync(work, application));
        if (earlier is null)
            await work.ExecuteAsync(
                ChecksSql,
                setup.Checks.Select(check => new
                {
                    Id = Guid.CreateVersion7(),
                    application,
                    check.Position,
                    check.Name,
                    check.Guidance,
                    check.Kind,
                    check.Tier,
                    check.ValidMonths,
                    check.Holds,
                })
            );
        await SendReceiptAsync(work, office, actor, application, setup.Round, amount, sha256);
        if (certifier is not null)
            await SendReceiptAsync(work, office, certifier, application, setup.Round, amount, sha256);
        return Result.Done;
    }

    /// <summary>Null when this person may send it; otherwise who does for the organisation.</summary>
    internal static async Task<Refusal?> WhyAnotherSendsAsync(Work work, Actor actor, Application found) =>
        found.Channel == Channel.Online
        && await work.FirstOrDefaultAsync<string>(OtherLeadSql, new { found.OrganisationId, Person = actor.Id }) is { } lead
            ? new(
                $"{lead} sends the applications of {found.Organisation}. Everything is saved. Ask them to send it, or to name you on the organisation's page."
            )
            : null;

    /// <param name="kept">The number that it had before it was taken back; null: it gets the next.</param>
    private static async Task<int> NumberAsync(Work work, Application found, Money amount, int? kept)
    {
        await work.ExecuteOneAsync(
            TallySql,
            new
            {
                found.RoundId,
                found.Id,
                amount,
                New = kept is null ? 1 : 0,
            }
        );
        return kept ?? await work.ScalarAsync<int>("select LastNumber from RoundTally where RoundId = @RoundId", new { found.RoundId });
    }

    // Checks of one that was taken back may be done already.
    private const string TallySql = """
        update RoundTally
        set    Drafts = Drafts - 1, Submitted = Submitted + 1, Requested = Requested + @amount, LastNumber = LastNumber + @New,
               Checked = Checked + (select count(*) from Application a where a.Id = @Id and a.DueDiligence not in ('NotStarted', 'InProgress'))
        where  RoundId = @RoundId
        """;

    private static async Task<string> ReferenceAsync(Work work, Round round, int number)
    {
        // If two rounds' names give the same letters, one more letter distinguishes them.
        var stem = ApplicationRules.ReferenceStem(round);
        for (var letter = 'A'; ; letter++)
        {
            var reference = string.Create(CultureInfo.InvariantCulture, $"{stem}{(letter == 'A' ? "" : letter.ToString())}-{number:000}");
            if (await work.ScalarAsync<int>(UsedSql, new { reference }) == 0)
                return reference;
        }
    }

    private static async Task SendReceiptAsync(
        Work work,
        Office office,
        Actor actor,
        Guid application,
        Round round,
        Money amount,
        string sha256
    )
    {
        // For an application entered by an officer, the receipt goes to the applicant, if there is an address.
        var to = await work.FindAsync<Recipient>(
            "select case when a.Channel = 'Online' then p.DisplayName else '' end as Name, coalesce(case when a.Channel = 'Online' then p.Email else a.ContactEmail end, '') as Email from Application a join Person p on p.Id = @Id where a.Id = @application",
            new { actor.Id, application }
        );
        if (to.Email.Length == 0)
            return;
        await ApplicationMessage.SendAsync(
            work,
            office,
            application,
            MessageKind.Receipt,
            to,
            new Dictionary<string, string>
            {
                ["amount"] = amount.ToString(),
                ["received"] = LondonTime.DateAndTime(work.Now),
                ["hash"] = sha256,
                ["decision"] = LondonTime.Date(round.DecisionExpectedOn),
            },
            Links.Applications.Receipt(application)
        );
    }

    private const string UsedSql =
        "select count(*) from Application a where a.Reference = @reference or a.Id in (select c.ApplicationId from EarlierCopy c where c.Reference = @reference)";
    private const string OverdueSql = """
        select   a.Reference
        from     Application a
        join     Award w on w.ApplicationId = a.Id
        join     MonitoringReturn m on m.AwardId = w.Id
        where    a.OrganisationId = @OrganisationId and m.Status in ('Due', 'Prepared') and coalesce(m.PutRightBy, m.DueOn) < @Today
        order by m.DueOn, m.Id
        """;
    private const string OtherLeadSql = """
        select p.DisplayName
        from   OrganisationMember m
        join   Person p on p.Id = m.PersonId
        where  m.OrganisationId = @OrganisationId and m.IsLead = 1 and m.PersonId <> @Person
        order by p.DisplayName, p.Id
        """;
    private const string SubmitSql = """
        update Application
        set    Status = 'Submitted', Number = @number, Reference = @reference, SubmittedBy = @Person, SubmittedAt = @Now, DeclaredName = @DeclaredName, Version = Version + 1
        where  Id = @application and Status = 'Draft' and Version = @Version
        """;
    private const string ChecksSql = """
        insert into DueDiligenceCheck (Id, ApplicationId, Position, Name, Guidance, Kind, Tier, ValidMonths, Holds, Status, Version)
        values (@Id, @application, @Position, @Name, @Guidance, @Kind, @Tier, @ValidMonths, @Holds, 'NotStarted', 1)
        """;
}
