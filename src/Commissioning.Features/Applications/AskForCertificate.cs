using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Whoever finished an application declares it and asks a colleague to certify it, which sends it. Asking again replaces the earlier
/// request.</summary>
public sealed class AskForCertificate(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application, string? declaredName, bool agreed, string? email) =>
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
                var address = EmailAddress.Parse(email);
                var colleagues = await CertificateQueries.ColleaguesAsync(work, found.OrganisationId, actor);
                if (
                    CertificateRules.WhyCannotAsk(
                        address,
                        await CertificateQueries.OwnAsync(work, actor),
                        colleagues.Any(one => string.Equals(one.Email, address, StringComparison.OrdinalIgnoreCase))
                    ) is
                    { } refusal
                )
                    return refusal;
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
                await work.EmailAsync(
                    new(
                        address!,
                        $"Please certify an application: {found.ProjectName}",
                        $"""
                        {actor.Name} finished the application {found.ProjectName} of {found.Organisation} to {setup.Round.FullName}, and asks you to certify it. It is NOT sent until you do.

                        Do it by {LondonTime.DateAndTime(
                            ApplicationRules.ClosesFor(setup.Round, found.ClosesAt)
                        )} (UK time). After that it can no longer be sent.

                        Read it, and certify it or send it back: {office.LinkTo(Links.Applications.Certify(application))}

                        {office.FunderName}
                        """,
                        application
                    )
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
