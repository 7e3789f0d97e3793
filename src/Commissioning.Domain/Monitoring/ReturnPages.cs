using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Monitoring;

/// <summary>The task list of a return: which page asks what.</summary>
public static class ReturnPages
{
    public static ReturnPage Of(ReturnItemKind kind) =>
        kind switch
        {
            ReturnItemKind.Spent or ReturnItemKind.SpentByLine or ReturnItemKind.Forecast => ReturnPage.Money,
            ReturnItemKind.Outcomes or ReturnItemKind.Delivered => ReturnPage.Happened,
            ReturnItemKind.People or ReturnItemKind.PeopleAgain or ReturnItemKind.PeopleDetails => ReturnPage.People,
            ReturnItemKind.Photo or ReturnItemKind.Receipts => ReturnPage.Files,
            _ => ReturnPage.Words,
        };

    /// <summary>The pages that a form has, in order.</summary>
    public static IReadOnlyList<ReturnPage> Of(ReturnForm form) => form.Items.Select(item => Of(item.Kind)).Distinct().Order().ToList();

    /// <summary>The page on which a part is filled in.</summary>
    public static ReturnPage Of(ReturnPartKind part) =>
        part switch
        {
            ReturnPartKind.Spending => ReturnPage.Money,
            ReturnPartKind.Outcome or ReturnPartKind.Delivered => ReturnPage.Happened,
            ReturnPartKind.People => ReturnPage.People,
            _ => ReturnPage.Words,
        };

    public static string Title(ReturnPage page) =>
        page switch
        {
            ReturnPage.Happened => "What happened",
            ReturnPage.People => "Who came",
            ReturnPage.Words => "Your words",
            ReturnPage.Files => "Photographs and receipts",
            _ => "Money",
        };
}
