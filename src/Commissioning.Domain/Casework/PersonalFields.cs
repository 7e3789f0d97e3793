using System.Text.RegularExpressions;

namespace Commissioning.Domain.Casework;

/// <summary>Which fields are known to be about a person: by the name of a column, or by what a form asks. Default, not OPCC
/// policy.</summary>
public static partial class PersonalFields
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "ActorName",
        "Assessor",
        "AcceptedName",
        "AgreedName",
        "CertifiedName",
        "DeclaredName",
        "Examiner",
        "ExaminerNumber",
        "FromWhom",
        "Owner",
        "PersonName",
        "Present",
        "SignName",
        "Who",
        "Writer",
    };

    private static readonly HashSet<string> Contacts = new(StringComparer.Ordinal) { "ToAddress", "Email", "Device" };

    /// <summary>A column of a statement that holds a person's name. Every column that says by whom something was done does.</summary>
    public static bool IsName(string column) => column.EndsWith("By", StringComparison.Ordinal) || Names.Contains(column);

    /// <summary>A column of a statement that holds how a person is reached.</summary>
    public static bool IsContact(string column) => Contacts.Contains(column);

    /// <summary>What a question or the column of a table asks for is a person's name.</summary>
    public static bool AsksForName(string words) => NameWords().IsMatch(words);

    /// <summary>It is how a person is reached, when they were born, or their signature.</summary>
    public static bool AsksForContact(string words) => ContactWords().IsMatch(words);

    [GeneratedRegex(
        @"^names?$|\b(your|full|contact|contact's|signatory|signatory's|trustee's|person's|manager's) name\b|\bname of (the |your )?(person|contact|signatory|trustee|manager|lead|author|referee|partner worker)\b|\brelated to\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NameWords();

    [GeneratedRegex(
        @"\be-?mail( address)?\b|\b(tele)?phone\b|\bmobile\b|^address$|\b(home|postal|your) address\b|\bdate of birth\b|\bsignature\b|\bnational insurance\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ContactWords();
}
