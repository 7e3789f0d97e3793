namespace Commissioning.Features.Awards;

/// <summary>Wording with which an organisation announces its grant, filled from the award. Default, not OPCC policy.</summary>
public static class PublicityPack
{
    public static IReadOnlyList<(string Title, string Words)> Words(AwardReader.AwardDetail view, string funder) =>
        [
            ("One line", $"{view.Award.ProjectName} is funded by the {view.Round.FundName} of the {funder}."),
            (
                "For a newsletter or a website",
                $"{view.Award.Organisation} has been given {view.Award.Net} by the {view.Round.FundName} of the {funder}. The grant is for {view.Award.ProjectName}.\n{view.Award.Purpose}"
            ),
            ("For social media", $"Good news: the {view.Round.FundName} supports {view.Award.ProjectName}. Thank you to the {funder}."),
            (
                "Please",
                "Show the logo where people see it, on a light background, no narrower than 25 mm. Tell us of events, so that we can come. Ask people before you show their picture or tell their story, and keep what they said."
            ),
        ];
}
