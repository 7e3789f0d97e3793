namespace Commissioning.Domain.Awards;

/// <summary>The portal's example of terms for small grants, in plain English: a default for the office's solicitor to change, not legal
/// advice and not OPCC policy. Its periods (five, ten, twenty and thirty days, three and six years) and sums (£500) are ours too. Facts of
/// law: grants for crime and disorder reduction with conditions including repayment (Police Reform and Social Responsibility Act 2011,
/// section 9); publication of grants (Elected Local Policing Bodies (Specified Information) Order 2011); a subsidy's records for three
/// years (Subsidy Control Act 2022, section 37).</summary>
public static class TermsExample
{
    /// <summary>Locked are the clauses that the law or the portal's own acts rest on: who is bound, what the money is for, safeguarding and
    /// equality, paying, holding back, changing, ending, recovering and disputes.</summary>
    public static readonly IReadOnlyList<TermsClause> Clauses =
    [
        new(
            "parties",
            "Who we are, and what counts",
            """
            "We" are the Police and Crime Commissioner named above, and "you" are the organisation named there. The person who accepts says that they may sign for you. If your group is not a legal body of its own, the person who accepts is bound, up to the amount of the grant.
            If parts disagree, the special conditions count first, then the offer letter, these terms and the other schedules. They and the certificate of the acceptance are the whole agreement. A working day is Monday to Friday, but not a bank holiday in England.
            """,
            IsLocked: true
        ),
        new(
            "purpose",
            "What the grant is for",
            "The grant is for the project in schedule 1, and for costs between the dates given there. Do not spend any of it before you have accepted it.",
            IsLocked: true
        ),
        new(
            "maximum",
            "The most we pay",
            "We pay no more than the grant in the offer letter, even if the project costs more. We promise you no other grant, and no more time for this one.",
            IsLocked: true
        ),
        new(
            "payment",
            "How we pay",
            "We pay as schedule 3 says, within ten working days of the date there or of the last thing we need, if that is later. We pay only into a bank account in your own name. A grant is not the price of a service, so it is outside the scope of VAT. It covers VAT only if you cannot claim the VAT back.",
            IsLocked: true
        ),
        new(
            "spending",
            "What you may spend it on",
            "Spend the grant on the budget in schedule 2 and on nothing else. It cannot pay for party politics, for worship, for alcohol or gifts, or for fines, debts or interest. Tell us about any other money for the same project. No cost may be paid for twice.",
            IsLocked: true
        ),
        new(
            "changes",
            "Changes",
            """
            Ask us in writing before you change what the project does, its dates, its outcomes or who runs it, or move more between budget lines than schedule 2 allows. A change counts only once we have agreed to it in writing.
            We change this agreement only if you agree in writing, or if the law or a cut in our own money makes us. Then we give you 20 working days' notice, and you may end it instead.
            """,
            IsLocked: true
        ),
        new(
            "records",
            "Records and checks",
            "Keep receipts and other records of the project for six years after the last payment. We, our auditors and others whom the law allows may look at them and make copies. We give you five working days' notice, unless we suspect fraud.",
            IsLocked: true
        ),
        new(
            "monitoring",
            "Returns and visits",
            "Send us each return in schedule 4 by its date. We may hold back payments while one is late. Let us visit the project if we give you five working days' notice. Tell us at once if you cannot do what you promised.",
            IsLocked: true
        ),
        new(
            "publicity",
            "Telling people about it",
            "Say that the Commissioner funds the project, and use our logo. Show us press releases before you send them. Before an election we may ask you to wait. We may use the pictures and words that you send us, free of charge, to show what grants do."
        ),
        new(
            "data",
            "Personal data",
            "Each of us decides how we use personal data, keeps to data protection law and answers for it as a controller. Leave the names of the people you help out of your returns. Ask people before you send us their story or picture.",
            IsLocked: true
        ),
        new(
            "publishing",
            "What we must publish",
            "By law we publish who gets a grant, how much it is and what it is for. If someone asks us for more under the Freedom of Information Act 2000, we ask you what you think. What we release is then for us to decide.",
            IsLocked: true
        ),
        new(
            "safety",
            "Safety and fairness",
            "Keep everyone in the project safe. Follow your safeguarding policy and health and safety law. Make every DBS check that the law lets you make before anyone works with children or adults at risk. Tell us within one working day if someone is badly hurt or at risk. Treat people fairly, keep to the Equality Act 2010 and respect human rights.",
            IsLocked: true
        ),
        new(
            "subsidy",
            "Subsidy",
            "If the grant is a subsidy, our subsidy notice is part of this agreement. Keep it for at least three years. If what you told us about other public money was wrong, you pay back what the law makes us recover.",
            IsLocked: true
        ),
        new(
            "fraud",
            "Fraud, bribes and conflicts",
            "Take care that no one steals, cheats, or offers or takes a bribe. Tell us within one working day if you think that someone has, or if someone who decides on this money could gain from it. No one may suffer because they told you or us about a concern.",
            IsLocked: true
        ),
        new(
            "staff",
            "Staff, insurance and things you buy",
            "The people who work on the project work for you and not for us. Have the insurance that the project needs. Keep a list of things that cost more than £500. For three years from the day you buy one, ask us before you sell it or give it away, as we may want our share back."
        ),
        new(
            "breach",
            "If something goes wrong",
            """
            It is a breach if you do not keep to this agreement, if what you told us was not true, if the project stops, or if you cannot pay your debts. We write to you, say what is wrong and give you at least ten working days to put it right. We need not wait if people or public money are at risk.
            Until it is put right we may suspend the grant, which means that we hold back payments.
            """,
            IsLocked: true
        ),
        new(
            "recovery",
            "Paying money back",
            "Pay back what you do not spend, what you spend on something else, and what we paid by mistake. After a breach that you do not put right, we may ask for some or all of the rest. Our letter says how much, why, and how to challenge it. Pay within 30 days of its date, or we may take it off a later payment. We charge no interest.",
            IsLocked: true
        ),
        new(
            "ending",
            "How it ends",
            "The agreement ends when we have closed the grant with you. Either of us may end it sooner with 30 days' notice in writing. We give it too if our own money is cut. Only after a serious breach may we end it at once. The grant still pays what you spent as agreed before the notice, and costs that you had agreed to by then and cannot cancel. You pay back the rest. The clauses on records, pictures, personal data, publishing, things you buy, paying back, disputes and the law still count after the end.",
            IsLocked: true
        ),
        new(
            "disputes",
            "If we disagree, and how we write",
            "First your contact and our officer talk, within ten working days. If that does not help, your chair and our chief executive do. You can complain to us at any time. Letters and e-mails go to the contacts that we each have on file. To accept online is to sign: we keep the name, the role, the time and a fingerprint of the words.",
            IsLocked: true
        ),
        new(
            "law",
            "Who follows us, and the law",
            "We give this grant under section 9 of the Police Reform and Social Responsibility Act 2011. It lets us set terms, and ask for money back. If another body takes over our work, it takes our place here. You may not pass the agreement on, and no one but you and us can enforce it. The law of England and Wales applies.",
            IsLocked: true
        ),
    ];
}
