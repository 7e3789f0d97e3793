using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class PastOrganisationsModel(ReadPastWorkbook read, MatchPastOrganisations match) : PageModel
{
    public const int Shown = 50;

    /// <summary>The choice for an organisation that is none of those here.</summary>
    public const string IsNew = "new";

    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The key of one organisation whose answer is changed.</summary>
    [FromQuery(Name = "again")]
    public string? Again { get; set; }

    [BindProperty]
    public List<Answer> Choices { get; set; } = [];
    public ReadPastWorkbook.Preview View { get; private set; } = null!;
    public IReadOnlyList<PastOrganisation> OnPage { get; private set; } = [];

    public sealed class Answer
    {
        public string Key { get; set; } = "";

        /// <summary>An organisation's id, or new.</summary>
        public string? Which { get; set; }
        public string? Other { get; set; }
    }

    public int Left => Math.Max(0, View.Open.Count - Shown);
    public IReadOnlyList<PastOrganisation> New =>
        View.Organisations.Where(one => !View.Proposals.ContainsKey(one.Key) && !View.Answers.ContainsKey(one.Key)).ToList();
    public int NewByThemselves => New.Count;
    public IReadOnlyList<(PastOrganisation Organisation, MatchPastOrganisations.Answer Answer)> Answered =>
        View.Organisations.Where(one => View.Answers.ContainsKey(one.Key)).Select(one => (one, View.Answers[one.Key])).ToList();

    public string LegendOf(PastOrganisation organisation) => $"Which organisation is {organisation.Name}?";

    public string HintOf(PastOrganisation organisation) =>
        string.Join(
            ". ",
            new[]
            {
                organisation.Names.Count > 1 ? $"Also written {string.Join(", ", organisation.Names.Skip(1))}" : null,
                organisation.CharityNumber is { } charity ? $"Charity {charity}" : null,
                organisation.CompanyNumber is { } company ? $"Company {company}" : null,
                organisation.Postcode,
                organisation.Rows.Count == 1
                    ? $"Row {organisation.Rows[0].Number}: {organisation.Rows[0].Project}"
                    : $"Rows {string.Join(", ", organisation.Rows.Take(10).Select(row => row.Number))}",
            }.OfType<string>()
        );

    public IReadOnlyList<Choice> ItemsOf(PastOrganisation organisation) =>
        [
            .. View
                .Proposals.GetValueOrDefault(organisation.Key, [])
                .Select(one => new Choice(
                    one.Id.ToString(),
                    $"The same as {one.Name}{(one.Town.Length > 0 ? $", {one.Town}" : "")} ({one.Why})"
                )),
            new(IsNew, "A new organisation"),
        ];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Choices = OnPage
            .Select(one => new Answer
            {
                Key = one.Key,
                Which = View.Answers.TryGetValue(one.Key, out var answer) ? answer.OrganisationId?.ToString() ?? IsNew : null,
            })
            .ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var known = View.Organisations.ToDictionary(one => one.Key);
        Choices = Choices.Where(choice => known.ContainsKey(choice.Key)).ToList();
        var saved = await match.RunAsync(
            User.Actor(),
            Id,
            View.Organisations,
            Choices
                .Select(choice => new MatchPastOrganisations.Choice(
                    choice.Key,
                    Guid.TryParse(choice.Which, CultureInfo.InvariantCulture, out var id)
                    && View.Proposals.GetValueOrDefault(choice.Key, []).Any(one => one.Id == id)
                        ? id
                        : null,
                    choice.Which == IsNew,
                    choice.Other
                ))
                .ToList()
        );
        if (!saved.IsDone)
        {
            OnPage = Choices.Select(choice => known[choice.Key]).ToList();
            return this.PageWithErrors(saved);
        }
        View = await read.PreviewAsync(Id);
        return this.Next(
            View.Open.Count > 0 ? Links.Funds.PastOrganisations(Id) : Links.Funds.PastWorkbook(Id),
            View.Open.Count > 0 ? "Saved. These are not answered yet." : "Every organisation is answered"
        );
    }

    private async Task LoadAsync()
    {
        View = await read.PreviewAsync(Id);
        OnPage =
            Again is { } key && View.Organisations.FirstOrDefault(one => one.Key == key) is { } again
                ? [again]
                : View.Open.Take(Shown).ToList();
    }
}
