using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A person who may sign for the organisation accepts the offer: name, role, time, what the organisation is in law, and the hash
/// of the letter and the agreement they read. The certificate of all that is kept. This makes the returns. A paper application is accepted
/// by the officer who has the signed letter, in the signatory's name.</summary>
public sealed class AcceptAward(Db db, Office office)
{
    /// <param name="WhyNot">Null when this person can accept now.</param>
    /// <param name="WhyCannotDecline">Null when this person can decline now.</param>
    /// <param name="WhenPaid">When the money comes, as a sentence.</param>
    /// <param name="NeedsBank">The organisation has given no bank details.</param>
    /// <param name="ReturnDueOn">When the next return is due; null: none is planned.</param>
    public sealed record OfferToAccept(
        AwardReader.AwardRow Award,
        LetterReader.LetterSummary Letter,
        Refusal? WhyNot,
        Refusal? WhyCannotDecline,
        string WhenPaid,
        bool NeedsBank,
        DateOnly? ReturnDueOn,
        GrantHolder Holder
    )
    {
        /// <summary>The number under which the organisation is registered is still to be given.</summary>
        public bool AsksNumber => Holder.Form is not { } form || (LegalFormRules.NeedsNumber(form) && Holder.Number is null);

        /// <summary>Who accepts may be bound, because the organisation may be no legal body of its own.</summary>
        public bool MayBindPerson => Holder.Form is not { } form || !LegalFormRules.IsBodyOfItsOwn(form);
    }

    /// <param name="Sha256">Hash of the letter that the person read.</param>
    public sealed record Command(string? AcceptedName, string? AcceptedRole, bool Agreed, string? Sha256)
    {
        /// <summary>What the organisation is in law, where the portal does not know it.</summary>
        public LegalForm? LegalForm { get; init; }

        /// <summary>Its number in a register, where the portal does not know it.</summary>
        public string? Number { get; init; }
    }

    public Task<OfferToAccept> GetAsync(Actor actor, Guid application) => db.ReadAsync(work => GetAsync(work, actor, application));

    public Task<Result> RunAsync(Actor actor, Guid application, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.AwardAccepted,
            application,
            async work =>
            {
                var offer = await GetAsync(work, actor, application);
                var (award, letter) = (offer.Award, offer.Letter);
                if (offer.WhyNot is { } whyNot)
                    return whyNot;
                if (AwardRules.WhyOtherLetter(command.Sha256, letter.Sha256) is { } other)
                    return other;
                if (AwardRules.WhyAcceptanceIsIncomplete(command.AcceptedName, command.AcceptedRole, command.Agreed) is [var missing, ..])
                    return missing;
                if (WhyHolderIsIncomplete(offer, command) is { Count: > 0 } incomplete)
                    return Result.Of(incomplete);
                var (name, role) = (command.AcceptedName!.Trim(), command.AcceptedRole!.Trim());
                var form = offer.Holder.Form ?? command.LegalForm!.Value;
                var number = LegalFormRules.NumberOf(form, offer.Holder.CharityNumber, offer.Holder.CompanyNumber) ?? Blank(command.Number);
                // Nobody else can be bound: of a paper application, who signed the paper.
                var bound =
                    LegalFormRules.IsBodyOfItsOwn(form) ? null
                    : award.IsPaper ? name
                    : actor.Name;
                await work.ExecuteOneAsync(
                    AcceptSql,
                    new
                    {
                        award.Id,
                        award.Version,
                        work.Now,
                        By = actor.Id,
                        name,
                        role,
                        letter.Sha256,
                        Form = form.ToString(),
                        number,
                        bound,
                    }
                );
                // The next agreement with this organisation names it as it was named now.
                await work.ExecuteAsync(
                    "update Organisation set LegalForm = @Form, Version = Version + 1 where Id = @OrganisationId and LegalForm is null",
                    new { award.OrganisationId, Form = form.ToString() }
                );
                var first = await ReturnPlan.WriteAsync(work, await AwardReader.FindAsync(work, award.Id));
                await UseCertificates.PlanAsync(work, award, (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards);
                var certificate = await AcceptanceCertificate.KeepAsync(work, office, await AwardReader.FindAsync(work, award.Id));
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.GrantAccepted,
                    application,
                    new Dictionary<string, string>
                    {
                        ["by"] = name,
                        ["role"] = role,
                        ["amount"] = award.Net.ToString(),
                        ["accepted"] = LondonTime.DateAndTime(work.Now),
                        ["return"] = LondonTime.Date(first),
                        ["hash"] = letter.Sha256,
                    },
                    Links.Awards.MyGrant(application)
                );
                await AwardTotals.RefreshAsync(work, award.Id);
                work.Note(
                    $"{name}, {role}, {award.Net}, letter and agreement SHA-256 {letter.Sha256}, {LegalFormRules.Name(form)}{(number is null ? "" : $" {number}")}, certificate SHA-256 {certificate}"
                );
                return Result.Done;
            }
        );

    /// <summary>What is missing to name the holder of the grant as the party to the agreement.</summary>
    public static IReadOnlyList<Refusal> WhyHolderIsIncomplete(OfferToAccept offer, Command command)
    {
        var form = offer.Holder.Form ?? command.LegalForm;
        var known = form is { } given ? LegalFormRules.NumberOf(given, offer.Holder.CharityNumber, offer.Holder.CompanyNumber) : null;
        return LegalFormRules.WhyIncomplete(form, known ?? command.Number);
    }

    private static string? Blank(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static async Task<OfferToAccept> GetAsync(Work work, Actor actor, Guid application)
    {
        var award = await AwardReader.FindMineAsync(work, actor, application);
        var policy = (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards;
        var today = LondonTime.DateOf(work.Now);
        var next = await work.FindAsync<NextRow>(NextSql, new { award.Id, award.OrganisationId });
        var cannotSign = await Signatories.WhyNotAsync(work, actor, award.OrganisationId);
        return new(
            award,
            await LetterReader.StandingAsync(work, application),
            AwardRules.WhyCannotAccept(award.Offer, today) ?? cannotSign,
            AwardRules.WhyCannotDecline(award.Offer) ?? cannotSign,
            InstalmentRules.WhenPaid(
                InstalmentRules.Plan(
                    award.Net,
                    policy,
                    award.AcceptedAt is { } at ? LondonTime.DateOf(at) : today,
                    award.StartsOn,
                    award.EndsOn
                ),
                today,
                award.Paid,
                next.Accounts == 0
            ),
            next.Accounts == 0,
            next.ReturnDueOn,
            await GrantHolder.GetAsync(work, award.OrganisationId)
        );
    }

    private sealed record NextRow
    {
        public required int Accounts { get; init; }
        public DateOnly? ReturnDueOn { get; init; }
    }

    private const string NextSql = """
        select (select count(*) from BankDetails d where d.OrganisationId = @OrganisationId and d.State in ('Given', 'Confirmed')) as Accounts,
               (select min(t.DueOn) from MonitoringReturn t where t.AwardId = w.Id and t.Status in ('Due', 'Prepared')) as ReturnDueOn
        from   Award w
        where  w.Id = @Id
        """;
    private const string AcceptSql = """
        update Award
        set    AcceptedAt = @Now, AcceptedBy = @By, AcceptedName = @name, AcceptedRole = @role, AcceptedSha256 = @Sha256,
               HolderForm = @Form, HolderNumber = @number, HolderBound = @bound, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
