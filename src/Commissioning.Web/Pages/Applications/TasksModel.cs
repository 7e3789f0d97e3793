using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Features;

namespace Commissioning.Web.Pages.Applications;

/// <summary>What a person has to do: a few cards, then links.</summary>
public sealed record TasksModel(IReadOnlyList<ApplicantTask> Tasks)
{
    public IEnumerable<ApplicantTask> Cards => Tasks.Take(ApplicantTaskRules.Cards);
    public IReadOnlyList<ApplicantTask> Others => Tasks.Skip(ApplicantTaskRules.Cards).ToList();

    public static string When(ApplicantTask task) =>
        Sentences.CapitalFirst(
            string.Join(
                ", ",
                new[]
                {
                    task.Due is not { } due ? null
                    : task.IsLate ? $"Was due on {LondonTime.Date(due)}"
                    : $"By {LondonTime.DayAndMonth(due)}",
                    task.Minutes is { } minutes ? $"about {minutes} {(minutes == 1 ? "minute" : "minutes")}" : null,
                }.OfType<string>()
            )
        );

    public static string PageOf(ApplicantTask task) =>
        task.Kind switch
        {
            ApplicantTaskKind.AnswerChanges => Links.Applications.Changes(task.Subject),
            ApplicantTaskKind.AnswerPart => Links.Applications.Part(task.Subject),
            ApplicantTaskKind.CertifyApplication => Links.Applications.Certify(task.Subject),
            ApplicantTaskKind.WaitForCertificate => Links.Applications.AskToCertify(task.Subject),
            ApplicantTaskKind.Continue => Links.Applications.TaskList(task.Subject),
            ApplicantTaskKind.Accept or ApplicantTaskKind.Letter => Links.Awards.MyLetter(task.Subject),
            ApplicantTaskKind.BankDetails => Links.Organisations.MyBank(task.Subject),
            ApplicantTaskKind.Subsidy => Links.DueDiligence.MySubsidy(task.Subject),
            ApplicantTaskKind.AnswerRecovery => Links.Awards.AnswerRecovery(task.Subject),
            ApplicantTaskKind.CertifyReturn or ApplicantTaskKind.Return or ApplicantTaskKind.WaitForReturn => Links.Monitoring.Return(
                task.Subject
            ),
            ApplicantTaskKind.CorrectClaim => Links.Payments.MyClaims(task.Subject),
            ApplicantTaskKind.UseCertificate or ApplicantTaskKind.WaitForUseCertificate => Links.Monitoring.MyUseCertificate(task.Subject),
            ApplicantTaskKind.CloseOut => Links.Monitoring.MyCloseOut(task.Subject),
            ApplicantTaskKind.PublicPage => Links.Publishing.MyPublicPage(task.Subject),
            ApplicantTaskKind.AskForTime or ApplicantTaskKind.Condition or ApplicantTaskKind.VariationAnswer => Links.Awards.MyGrant(
                task.Subject
            ),
            _ => Links.Casework.Work,
        };
}
