using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class ChecksModel(Db db, SaveChecks saveChecks) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ChecksForm Form { get; set; } = new();
    public RoundSetup Setup { get; private set; } = null!;
    public IReadOnlyList<Choice> Questions =>
        Setup
            .Questions.Where(question => question.Kind == QuestionKind.YesNo)
            .Select(question => new Choice(question.Code, question.Wording))
            .ToList();

    public static readonly IReadOnlyList<Choice> Kinds =
    [
        new(nameof(CheckKind.General), "Anything else"),
        new(nameof(CheckKind.Register), "Registers"),
        new(nameof(CheckKind.BankDetails), "Bank details"),
        new(nameof(CheckKind.Safeguarding), "Safeguarding"),
        new(nameof(CheckKind.CrossChecks), "What it shares with others"),
        new(nameof(CheckKind.History), "Its earlier grants"),
        new(nameof(CheckKind.Conflicts), "Links with this office"),
        new(nameof(CheckKind.Subsidy), "Subsidy"),
        new(nameof(CheckKind.Referee), "A referee"),
    ];
    public static readonly IReadOnlyList<Choice> Tiers = Enum.GetNames<CheckTier>().Select(name => new Choice(name, name)).ToList();
    public static readonly IReadOnlyList<Choice> Holds =
    [
        new(nameof(CheckHold.Decision), "The decision"),
        new(nameof(CheckHold.Payment), "The first payment"),
    ];

    public sealed class ChecksForm
    {
        public string? StandardAbove { get; set; }
        public string? FullAbove { get; set; }
        public string? EnhancedAbove { get; set; }
        public bool NewNeedsReferee { get; set; }
        public bool NewIsStandard { get; set; }
        public bool UnregisteredIsStandard { get; set; }
        public List<string> RiskQuestions { get; set; } = [];
        public List<CheckForm> Checks { get; set; } = [];
    }

    public sealed class CheckForm
    {
        public string? Name { get; set; }
        public string? Guidance { get; set; }
        public CheckKind Kind { get; set; }
        public CheckTier Tier { get; set; }
        public CheckHold Holds { get; set; }
        public string? ValidMonths { get; set; } = "0";
        public bool Remove { get; set; }
    }

    public async Task OnGetAsync()
    {
        Setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        var tiers = Setup.Round.Policy.Tiers;
        Form = new()
        {
            StandardAbove = tiers.StandardAbove.ToInput(),
            FullAbove = tiers.FullAbove.ToInput(),
            EnhancedAbove = tiers.EnhancedAbove.ToInput(),
            NewNeedsReferee = tiers.NewNeedsReferee,
            NewIsStandard = tiers.NewIsStandard,
            UnregisteredIsStandard = tiers.UnregisteredIsStandard,
            RiskQuestions = [.. tiers.RiskQuestions],
            Checks = Setup
                .Checks.Select(check => new CheckForm
                {
                    Name = check.Name,
                    Guidance = check.Guidance,
                    Kind = check.Kind,
                    Tier = check.Tier,
                    Holds = check.Holds,
                    ValidMonths = check.ValidMonths.ToString(CultureInfo.InvariantCulture),
                })
                .ToList(),
        };
    }

    public async Task<IActionResult> OnPostAddAsync()
    {
        Setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        ModelState.Clear();
        Form.Checks.Add(new CheckForm());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        // The checks to remove go last, so that a refusal's number is the row's.
        if (Form.Checks.Any(row => row.Remove))
        {
            Form.Checks = [.. Form.Checks.OrderBy(row => row.Remove)];
            ModelState.Clear();
        }
        List<CheckTemplate> checks =
        [
            .. Form
                .Checks.Where(row => !row.Remove)
                .Select(row => new CheckTemplate(
                    row.Name?.Trim() ?? "",
                    row.Guidance?.Trim() ?? "",
                    row.Kind,
                    row.Tier,
                    int.TryParse(row.ValidMonths, NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? months : -1,
                    row.Holds
                )),
        ];
        var (standard, full, enhanced) = (Money.Parse(Form.StandardAbove), Money.Parse(Form.FullAbove), Money.Parse(Form.EnhancedAbove));
        if (standard is null)
            this.AddError(nameof(Form.StandardAbove), Money.WhyNot(Form.StandardAbove, "Enter an amount in pounds, such as 1,000"));
        if (full is null)
            this.AddError(nameof(Form.FullAbove), Money.WhyNot(Form.FullAbove, "Enter an amount in pounds, such as 5,000"));
        if (enhanced is null)
            this.AddError(nameof(Form.EnhancedAbove), Money.WhyNot(Form.EnhancedAbove, "Enter an amount in pounds, such as 10,000"));
        if (!ModelState.IsValid)
        {
            this.AnyErrors(SaveChecks.WhyTextsAreWrong(checks));
            return this.PageWithErrors();
        }
        var tiers = new TierPolicy
        {
            StandardAbove = standard!.Value,
            FullAbove = full!.Value,
            EnhancedAbove = enhanced!.Value,
            NewNeedsReferee = Form.NewNeedsReferee,
            NewIsStandard = Form.NewIsStandard,
            UnregisteredIsStandard = Form.UnregisteredIsStandard,
            RiskQuestions = Form.RiskQuestions.Where(code => Questions.Any(choice => choice.Value == code)).ToList(),
        };
        return this.AnyErrors(await saveChecks.RunAsync(User.Actor(), Id, checks, tiers))
            ? this.PageWithErrors()
            : this.Next(Links.Funds.Round(Id), $"{checks.Count} checks saved");
    }
}
