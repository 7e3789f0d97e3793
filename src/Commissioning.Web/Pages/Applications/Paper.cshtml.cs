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

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    /// <summary>The id of the organisation that was picked, or "new". Null: not chosen yet.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Organisation { get; set; }

    /// <summary>The officer has seen those that it may already be.</summary>
    [BindProperty]
    public bool IsAnother { get; set; }

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
    public OrganisationKinds AllKinds { get; private set; } = OrganisationKinds.Default;
    public IReadOnlyList<FindOrganisations.Found> Found { get; private set; } = [];
    public FindOrganisations.Found? Picked { get; private set; }

    /// <summary>Organisations that a new one may already be.</summary>
    public IReadOnlyList<FindOrganisations.Found> Alike { get; private set; } = [];
    public bool IsChosen => Picked is not null || Organisation == NewOne || Alike.Count > 0;
    public IReadOnlyList<Choice> Organisations =>
        [.. Alike.Select(one => new Choice(one.Id.ToString(), one.Name, one.About)), new(NewOne, "No, this is a new organisation")];
    private const string NewOne = "new";
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
        AllKinds = await db.ReadAsync(OfficeSettings.KindsAsync);
        Picked = Guid.TryParse(Organisation, out var picked) ? await db.ReadAsync(work => FindOrganisations.GetAsync(work, picked)) : null;
        if (Find is { } words)
            Found = await db.ReadAsync(work => FindOrganisations.ByWordsAsync(work, words));
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
        var details = Picked is null ? Form.Read() : null;
        if (details is not null)
        {
            // What was found before is found again, so that the question stands until it is answered.
            if (IsAnother)
                Alike = await AlikeAsync(details);
            if (Organisation != NewOne)
                this.AddError(nameof(Organisation), "Say whether it is one of these, or new");
            if (this.AnyErrors(OrganisationRules.WhyDetailsAreWrong(details, Areas, AllKinds)))
                return this.PageWithErrors();
        }
        else if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await enterApplication.RunAsync(
            User.Actor(),
            Id,
            new(Enum.Parse<Channel>(Channel!), ReceivedOn.ToDate()!.Value, details, ContactEmail, Said())
            {
                Known = Picked?.Id,
                IsAnother = IsAnother,
            }
        );
        if (outcome.FirstRefusal?.Field == nameof(EnterApplication.Command.Known))
        {
            Alike = await AlikeAsync(details!);
            Organisation = null;
            ModelState.Remove(nameof(Organisation));
            this.AddError(nameof(Organisation), outcome.FirstRefusal.Sentence);
            return this.PageWithErrors();
        }
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Applications.TaskList(outcome.Value));
    }

    private Task<IReadOnlyList<FindOrganisations.Found>> AlikeAsync(OrganisationDetails details) =>
        db.ReadAsync(work => FindOrganisations.AlikeAsync(work, details, ContactEmail));
}
