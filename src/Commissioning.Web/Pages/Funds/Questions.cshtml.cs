using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class QuestionsModel(Db db, SaveQuestions saveQuestions) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<EligibilityRow> Eligibility { get; set; } = [];

    [BindProperty]
    public List<DocumentRow> Documents { get; set; } = [];
    public Round Round { get; private set; } = null!;
    private OrganisationKinds kinds = OrganisationKinds.Default;
    private int months;

    public sealed class EligibilityRow
    {
        public string? Wording { get; set; }
        public string? WhyNot { get; set; }
    }

    public sealed class DocumentRow
    {
        public string? Name { get; set; }
        public string? Hint { get; set; }
        public bool Required { get; set; }
        public DocumentStage Stage { get; set; }

        /// <summary>File extensions separated by commas, such as .pdf, .docx.</summary>
        public string? Endings { get; set; }
        public string? MostMegabytes { get; set; }
        public string? NeededQuestion { get; set; }
        public string? NeededAnswer { get; set; }
        public List<string> NotNeededFrom { get; set; } = [];
        public bool AsksExpiry { get; set; }
    }

    public static readonly IReadOnlyList<Choice> Stages =
    [
        new(nameof(DocumentStage.WithApplication), "With the application"),
        new(nameof(DocumentStage.OnOffer), "When a grant is offered"),
        new(nameof(DocumentStage.BeforePayment), "Before anything is paid"),
    ];

    /// <summary>The kinds of organisation, and those that a document names and that are closed since.</summary>
    public IReadOnlyList<Choice> Organisations =>
        kinds
            .All.Where(kind => !kind.IsClosed || Documents.Any(document => document.NotNeededFrom.Contains(kind.Name)))
            .Select(kind => new Choice(kind.Name, kind.Name))
            .ToList();

    public string AboutExpiry =>
        $"An organisation is offered its earlier document again while it is in date; one without a date for {months} months.";

    /// <summary>Questions that a document may depend on.</summary>
    public IReadOnlyList<Choice> Codes { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadSettingsAsync();
        var setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        Round = setup.Round;
        Eligibility = setup
            .Eligibility.Select(question => new EligibilityRow { Wording = question.Wording, WhyNot = question.WhyNot })
            .ToList();
        Codes = CodesOf(setup);
        Documents = setup
            .Documents.Select(kind => new DocumentRow
            {
                Name = kind.Name,
                Hint = kind.Hint,
                Required = kind.Required,
                Stage = kind.Stage,
                Endings = string.Join(", ", kind.Settings.Endings),
                MostMegabytes = kind.Settings.MostMegabytes?.ToString(CultureInfo.InvariantCulture),
                NeededQuestion = kind.Settings.RequireWhen.FirstOrDefault()?.Question,
                NeededAnswer = kind.Settings.RequireWhen.FirstOrDefault()?.Value,
                NotNeededFrom = kind.Settings.NotNeededFrom.Select(kinds.NameNow).ToList(),
                AsksExpiry = kind.Settings.AsksExpiry,
            })
            .ToList();
        AddEmptyRows();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadSettingsAsync();
        var setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        (Round, Codes) = (setup.Round, CodesOf(setup));
        for (var i = 0; i < Eligibility.Count; i++)
            if (Eligibility[i].Wording is { Length: > 0 } && string.IsNullOrWhiteSpace(Eligibility[i].WhyNot))
                this.AddError(
                    Refusal.At(nameof(Eligibility), i, nameof(EligibilityRow.WhyNot)),
                    $"Say what an applicant who answers no to question {i + 1} is told"
                );
        for (var i = 0; i < Documents.Count; i++)
        {
            if (EndingsOf(Documents[i]).FirstOrDefault(ending => !UploadRules.ContentTypes.ContainsKey(ending)) is { } unknown)
                this.AddError(
                    Refusal.At(nameof(Documents), i, nameof(DocumentRow.Endings)),
                    $"{unknown} is not a kind of file that we accept. Choose from {string.Join(", ", UploadRules.ContentTypes.Keys)}"
                );
            if (!string.IsNullOrWhiteSpace(Documents[i].MostMegabytes) && MegabytesOf(Documents[i]) is not (>= 1 and <= 10))
                this.AddError(
                    Refusal.At(nameof(Documents), i, nameof(DocumentRow.MostMegabytes)),
                    $"Enter a size from 1 to 10 for document {i + 1}"
                );
            if (!string.IsNullOrWhiteSpace(Documents[i].NeededQuestion) && string.IsNullOrWhiteSpace(Documents[i].NeededAnswer))
                this.AddError(
                    Refusal.At(nameof(Documents), i, nameof(DocumentRow.NeededAnswer)),
                    $"Enter the answer that makes document {i + 1} needed"
                );
        }
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var documents = Documents
            .Where(row => !string.IsNullOrWhiteSpace(row.Name))
            .Select(row => new DocumentKind
            {
                Id = Guid.Empty,
                Position = 0,
                Name = row.Name!.Trim(),
                Hint = row.Hint?.Trim(),
                Required = row.Required,
                Stage = row.Stage,
                Settings = new()
                {
                    Endings = EndingsOf(row),
                    MostMegabytes = MegabytesOf(row),
                    NotNeededFrom = row.NotNeededFrom,
                    AsksExpiry = row.AsksExpiry,
                    RequireWhen = string.IsNullOrWhiteSpace(row.NeededQuestion)
                        ? []
                        : [new(row.NeededQuestion, ConditionTest.Is, row.NeededAnswer!.Trim())],
                },
            })
            .ToList();
        var outcome = await saveQuestions.RunAsync(
            User.Actor(),
            Id,
            Eligibility
                .Where(row => !string.IsNullOrWhiteSpace(row.Wording))
                .Select(row => (row.Wording!.Trim(), (string?)null, row.WhyNot!.Trim()))
                .ToList(),
            documents
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Funds.Round(Id), "Saved");
    }

    private async Task LoadSettingsAsync() =>
        (kinds, months) = (
            await db.ReadAsync(OfficeSettings.KindsAsync),
            (await db.ReadAsync(work => OfficeSettings.OfAsync(work, OfficeSettings.Limits))).DocumentMonths!.Value
        );

    private static IReadOnlyList<Choice> CodesOf(RoundSetup setup) =>
        setup
            .Questions.Where(question => question.Kind is not QuestionKind.Table)
            .Select(question => new Choice(question.Code, question.Wording))
            .ToList();

    private static IReadOnlyList<string> EndingsOf(DocumentRow row) => UploadRules.Endings(row.Endings);

    private static int? MegabytesOf(DocumentRow row) =>
        int.TryParse(row.MostMegabytes?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) ? megabytes : null;

    private void AddEmptyRows()
    {
        Eligibility.Add(new());
        Documents.Add(new());
    }
}
