using System.Globalization;
using System.Text;
using System.Xml;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Payments;

/// <summary>
/// The payment file as the ISO 20022 message pain.001.001.09 (CustomerCreditTransferInitiationV09), for a bank that takes it: one PmtInf
/// for the run, sort codes as clearing members of GBDSC (the United Kingdom's domestic sort codes in ISO's external code list), account
/// numbers as Othr, in pounds. Element order and lengths are those of the message as published; a bank may ask for more.
/// </summary>
public static class Pain001File
{
    public const string Namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    // ISO's Max35Text and Max140Text.
    private const int LongestId = 35,
        LongestName = 140;

    /// <param name="run">The number of the run: the message's id and that of its one PmtInf.</param>
    /// <param name="createdAt">UTC; the same for each copy of the file.</param>
    /// <param name="payOn">The day on which the bank executes it.</param>
    public static byte[] Write(string run, DateTime createdAt, BankAccount from, DateOnly payOn, IReadOnlyList<BacsPayment> payments)
    {
        using var content = new MemoryStream();
        var (count, total) = (payments.Count.ToString(CultureInfo.InvariantCulture), Pounds(payments.Sum(payment => payment.Amount)));
        using (var xml = XmlWriter.Create(content, new() { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("Document", Namespace);
            In(
                "CstmrCdtTrfInitn",
                () =>
                {
                    In(
                        "GrpHdr",
                        () =>
                        {
                            Text("MsgId", Cut(run, LongestId));
                            Text("CreDtTm", createdAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                            Text("NbOfTxs", count);
                            Text("CtrlSum", total);
                            In("InitgPty", () => Name(from));
                        }
                    );
                    In(
                        "PmtInf",
                        () =>
                        {
                            Text("PmtInfId", Cut(run, LongestId));
                            Text("PmtMtd", "TRF");
                            Text("BtchBookg", "true");
                            Text("NbOfTxs", count);
                            Text("CtrlSum", total);
                            In("ReqdExctnDt", () => Text("Dt", payOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                            In("Dbtr", () => Name(from));
                            In("DbtrAcct", () => Account(from));
                            In("DbtrAgt", () => Agent(from));
                            foreach (var payment in payments)
                                In(
                                    "CdtTrfTxInf",
                                    () =>
                                    {
                                        In("PmtId", () => Text("EndToEndId", Cut(payment.Reference, LongestId)));
                                        In(
                                            "Amt",
                                            () =>
                                            {
                                                xml.WriteStartElement("InstdAmt", Namespace);
                                                xml.WriteAttributeString("Ccy", "GBP");
                                                xml.WriteString(Pounds(payment.Amount));
                                                xml.WriteEndElement();
                                            }
                                        );
                                        In("CdtrAgt", () => Agent(payment.To));
                                        In("Cdtr", () => Name(payment.To));
                                        In("CdtrAcct", () => Account(payment.To));
                                        In("RmtInf", () => Text("Ustrd", Cut(payment.Reference, LongestName)));
                                    }
                                );
                        }
                    );
                }
            );
            xml.WriteEndElement();

            void In(string element, Action inside)
            {
                xml.WriteStartElement(element, Namespace);
                inside();
                xml.WriteEndElement();
            }
            void Text(string element, string text) => xml.WriteElementString(element, Namespace, text);
            void Name(BankAccount account) => Text("Nm", Cut(Allowed(account.AccountName), LongestName));
            void Account(BankAccount account) => In("Id", () => In("Othr", () => Text("Id", account.AccountNumber)));
            void Agent(BankAccount account) =>
                In(
                    "FinInstnId",
                    () =>
                        In(
                            "ClrSysMmbId",
                            () =>
                            {
                                In("ClrSysId", () => Text("Cd", "GBDSC"));
                                Text("MmbId", account.SortCode);
                            }
                        )
                );
        }
        return content.ToArray();
    }

    /// <summary>Pounds with two digits of pence, as xs:decimal.</summary>
    private static string Pounds(Money amount) => (amount.Pence / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>What XML cannot hold becomes a space.</summary>
    private static string Allowed(string words)
    {
        var text = new StringBuilder();
        foreach (var rune in words.EnumerateRunes())
            text.Append(rune.IsBmp && (!XmlConvert.IsXmlChar((char)rune.Value) || rune == Rune.ReplacementChar) ? " " : rune.ToString());
        var plain = text.ToString().Trim();
        return plain.Length == 0 ? "-" : plain;
    }

    /// <summary>Never through the middle of a character of two halves.</summary>
    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)].TrimEnd();
}
