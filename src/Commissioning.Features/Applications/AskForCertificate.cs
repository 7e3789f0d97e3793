using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Whoever finished an application declares it and asks a colleague to certify it, which sends it. Asking again replaces the
/// earlier request. Somebody who is not a member is invited by the same e-mail.</summary>
public sealed class AskForCertificate(Db db, Office office)
{
    /// <param name="email">A member, or somebody who is invited already.</param>
    /// <param name="invite">Somebody to invite instead.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, string? declaredName, bool agreed, string? email, string? invite = null) =>
        db.ChangeAsync(
            actor,
            AuditAction.CertificateAsked,
            application,
            async work =>
            {
                var found = await ApplicationReader.FindMineAsync(work, actor, application);
                var setup = await RoundReader.GetSetupAsync(work, found.RoundId);
                if (ApplicationRules.WhyCannotChange(setup.Round, found.Status, found.Channel, found.ClosesAt, work.Now) is { } late)
                    return late;
                if (!CertificateRules.Asks(setup.Round.Policy, found.Channel))
                    return new Refusal("This round does not ask for a second person");
                if (await SubmitApplication.WhyAnotherSendsAsync(work, actor, found) is { } another)
                    return another;
                if (await EmailLimit.WhyTooManyAsync(work, actor, AuditAction.CertificateAsked) is { } often)
                    return often;
                if (ApplicationRules.WhyDeclarationIsIncomplete(declaredName, agreed) is [var undeclared, ..])
                    return undeclared;
                if (ApplicationRules.Gaps(setup, await ApplicationReader.ContentAsync(work, found)) is [var gap, ..])
                    return new Refusal($"{gap.Section.Title}: {gap.Refusal.Sentence}");
                if (CertificateRules.WhyNobodyIsChosen(email, invite) is { } nobody)
                    return nobody;
                var invites = !string.IsNullOrWhiteSpace(invite);
                if (EmailAddress.Parse(invites ? invite : email) is not { } address)
                    return new Refusal(
                        "Enter an e-mail address in the right form, such as name@example.com",
                        invites ? nameof(invite) : nameof(email)
                    );
                var colleague = (await CertificateQueries.ColleaguesAsync(work, found.OrganisationId, actor)).FirstOrDefault(one =>
                    string.Equals(one.Email, address, StringComparison.OrdinalIgnoreCase)
                );
                if (
                    CertificateRules.WhyCannotAsk(
                        address,
                        await CertificateQueries.OwnAsync(work, actor),
                        invites || colleague is not null
                    ) is
                    { } refusal
                )
                    return invites ? refusal with { Field = nameof(invite) } : refusal;
                if (colleague is null && await InviteMember.AddAsync(work, actor, found.OrganisationId, address) is { } many)
                    return many with { Field = nameof(invite) };
                var row = new
                {
                    Id = Guid.CreateVersion7(),
                    application,
                    By = actor.Id,
                    work.Now,
                    Name = declaredName!.Trim(),
                    address,
                    Hash = CertificateQueries.HashOf(await SubmittedCopy.BuildAsync(work, application)),
                };
                await work.ExecuteAsync(ReplaceSql, row);
                await work.ExecuteAsync(AskSql, row);
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    application,
                    MessageKind.CertificateAsked,
                    new(colleague?.Name ?? "", address),
                    new Dictionary<string, string>
                    {
                        ["by"] = actor.Name,
                        ["closes"] = LondonTime.DateAndTime(ApplicationRules.ClosesFor(setup.Round, found.ClosesAt)),
                        ["join"] = colleague?.Name is null
                            ? $"Sign in with this e-mail address. The page asks you to join {found.Organisation} first."
                            : "",
                    },
                    Links.Applications.Certify(application)
                );
                return Result.Done;
            }
        );

    private const string ReplaceSql =
        "update ApplicationCertificate set State = 'Replaced' where ApplicationId = @application and State in ('Asked', 'SentBack')";
    private const string AskSql = """
        insert into ApplicationCertificate (Id, ApplicationId, AskedBy, AskedAt, DeclaredName, Email, DraftSha256, State)
        values (@Id, @application, @By, @Now, @Name, @address, @Hash, 'Asked')
        """;
}
