namespace Commissioning.Domain.Payments;

/// <summary>The codes with which banks say why, as public pages list them: ARUCS and AWACS by Bottomline (help.pt-x.com) and The Access
/// Group, the others from ISO's external code list (ExternalReturnReason1Code).</summary>
public static class AnswerReasons
{
    /// <summary>In words; a code that is not listed stands for itself.</summary>
    public static string Name(AnswerKind kind, string code) =>
        (kind, code.ToUpperInvariant()) switch
        {
            (AnswerKind.Arucs or AnswerKind.Awacs, "0") => "Invalid details",
            (AnswerKind.Arucs or AnswerKind.Awacs, "3") => "Account transferred",
            (AnswerKind.Arucs, "2") => "Beneficiary deceased",
            (AnswerKind.Arucs, "5") => "No account",
            (AnswerKind.Arucs, "B") => "Account closed",
            (AnswerKind.Arucs, "C") => "Requested by remitter",
            (_, "AC01" or "AC03") => "Account number not correct",
            (_, "AC04" or "AC07") => "Account closed",
            (_, "AC06") => "Account blocked",
            (_, "AG01") => "Not allowed on this account",
            (_, "AM05") => "Paid twice",
            (_, "BE01") => "Name does not fit the account",
            (_, "CUST" or "FOCR") => "Asked back by the payer",
            (_, "MD07") => "Account holder deceased",
            (_, "MS02" or "MS03") => "No reason given",
            (_, "RC01" or "RC04") => "Sort code not correct",
            _ => $"Code {code}",
        };
}
