using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.Organisations;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.ManageRounds)]
public sealed class PaperModel(Db db, EnterApplication enterApplication) : PageModel, IOrganisationFormPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    [BindProperty]
    public string? Channel { get; set; }

    [BindProperty]
    public DateParts ReceivedOn { get; set; } = new();

    [BindProperty]
    public string? ContactEmail { get; set; }

    [BindProperty]
    public List<string?> Eligibility { get; set; } = [];
    public IReadOnlyList<EligibilityQuestion> Questions { get; private set; } = [];

    public static readonly IReadOnlyList<Choice> Answers = [new("yes", "Yes"), new("no", "No"), new("unsaid", "Not said")];
    public Round Round { get; private set; } = null!;
    public IReadOnlyList<EnterApplication.PaperApplicationRow> Rows { get; private set; } = [];
    public IReadOnlyList<string> Areas { get; private set; } = [];

    public static readonly IReadOnlyList<Choice> Channels = new[]
    {
        Domain.Applications.Channel.Paper,
        Domain.Applications.Channel.Word,
        Domain.Applications.Channel.Phone,
    }
        .Select(channel => new Choice(channel.ToString(), Name(channel)))
        .ToList();

    private Dictionary<Guid, bool?> Said() =>
        Questions
            .Select(
                (question, i) =>
                    (
                        question.Id,
                        Said: Eligibility[i] switch
                        {
                            "yes" => true,
                            "no" => false,
                            _ => (bool?)null,
                        }
                    )
            )
            .ToDictionary();

    public static string Name(Channel channel) =>
        channel switch
        {
            Domain.Applications.Channel.Paper => "On paper",
            Domain.Applications.Channel.Word => "As a Word file",
            Domain.Applications.Channel.Phone => "By telephone",
            _ => "Online",
        };

    public async Task OnGetAsync()
    {
        (Round, Rows, Areas, Questions) = (
            await db.ReadAsync(work => RoundReader.GetAsync(work, Id)),
            await enterApplication.ListAsync(Id),
            await db.ReadAsync(AreaQueries.ChoicesAsync),
            await db.ReadAsync(work => RoundReader.EligibilityAsync(work, Id))
        );
        while (Eligibility.Count < Questions.Count)
            Eligibility.Add(null);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Channels.All(choice => choice.Value != Channel))
            this.AddError(nameof(Channel), "Choose how it arrived");
        if (ReceivedOn.WhyNotADate("the day on which it was received") is { } wrong)
            this.AddError(nameof(ReceivedOn), wrong);
        for (var i = 0; i < Questions.Count; i++)
            if (Answers.All(answer => answer.Value != Eligibility[i]))
                this.AddError(Refusal.At(nameof(Eligibility), i), $"Say what the paper answers: {Questions[i].Wording}");
        var details = Form.Read();
        if (this.AnyErrors(OrganisationRules.WhyDetailsAreWrong(details, Areas)))
            return this.PageWithErrors();
        var outcome = await enterApplication.RunAsync(
            User.Actor(),
            Id,
            new(Enum.Parse<Channel>(Channel!), ReceivedOn.ToDate()!.Value, details, ContactEmail, Said())
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Applications.TaskList(outcome.Value));
    }
}
