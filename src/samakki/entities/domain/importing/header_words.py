"""Words that head columns of sheets in the region, and what such a column means."""

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: tuple[tuple[str, str], ...] = (
    (
        "person:name",
        "name, full name, fullname, names, name of person, person, suspect, suspect name, subject, ชื่อ, "
        "ชื่อ-สกุล, ชื่อสกุล, ชื่อ-นามสกุล, ชื่อ นามสกุล, ชื่อและนามสกุล, ឈ្មោះ, នាមត្រកូលនិងនាមខ្លួន, "
        "ឈ្មោះពេញ, ຊື່, ຊື່ ແລະ ນາມສະກຸນ, ຊື່ນາມສະກຸນ, အမည်, နာမည်, họ tên, họ và tên, tên, 姓名, 名字, nama, "
        "nama lengkap, nama penuh, pangalan, buong pangalan, নাম, "
        "accused, name of suspect, ชื่อ-นามสกุล ผู้ต้องหา, ผู้ต้องหา, គោត្តនាម-នាម, គោត្តនាម និងនាម, "
        "គោត្តនាមនិងនាម, នាមត្រកូល-នាមខ្លួន, họ tên đầy đủ, nạn nhân, victim, full name (as in passport), "
        "nom complet",
    ),
    (
        "person:firstName",
        "first name, firstname, given name, given names, forename, ชื่อจริง, tên riêng, nama depan, "
        "unang pangalan, 名, "
        "prénom, tên đệm và tên, ชื่อต้น, នាមខ្លួន",
    ),
    (
        "person:lastName",
        "nom, last name, lastname, surname, family name, นามสกุล, ນາມສະກຸນ, នាមត្រកូល, họ, nama belakang, "
        "apelyido, 姓, "
        "second name, nom de famille, គោត្តនាម",
    ),
    (
        "person:alias",
        "alias, aliases, also known as, aka, a.k.a., other name, other names, ชื่ออื่น, ឈ្មោះផ្សេង, "
        "tên khác, 别名, nama lain, romanised name, name (latin), english name, name in english, latin name, "
        "ชื่อภาษาอังกฤษ, ឈ្មោះឡាតាំង, អក្សរឡាតាំង",
    ),
    (
        "person:weakAlias",
        "nickname, nick name, nick, ชื่อเล่น, ฉายา, ឈ្មោះហៅក្រៅ, ຊື່ຫຼິ້ນ, biệt danh, bí danh, 绰号, 外号, "
        "nama panggilan, palayaw, ডাকনাম",
    ),
    (
        "person:fatherName",
        "father, father's name, father name, fathers name, ชื่อบิดา, บิดา, ឈ្មោះឪពុក, ຊື່ພໍ່, အဘအမည်, "
        "tên cha, họ tên cha, 父亲, nama ayah, nama bapa, পিতার নাম, "
        "အဖအမည်, အဘ, အဖ, father’s name, nama bapak",
    ),
    (
        "person:motherName",
        "mother, mother's name, mother name, mothers name, ชื่อมารดา, มารดา, ឈ្មោះម្ដាយ, ຊື່ແມ່, tên mẹ, "
        "họ tên mẹ, 母亲, nama ibu, মাতার নাম",
    ),
    (
        "person:gender",
        "sex, gender, m/f, เพศ, ភេទ, ເພດ, ကျား/မ, giới tính, 性别, 性別, jenis kelamin, jantina, kasarian, লিঙ্গ, "
        "giới, gioi tinh, sexe",
    ),
    (
        "person:birthDate",
        "date of birth, dob, d.o.b., birth date, birthdate, born, birthday, วันเกิด, วัน เดือน ปีเกิด, "
        "วันเดือนปีเกิด, ថ្ងៃខែឆ្នាំកំណើត, ថ្ងៃកំណើត, ວັນເດືອນປີເກີດ, ວັນເກີດ, မွေးသက္ကရာဇ်, မွေးနေ့, "
        "ngày sinh, năm sinh, 出生日期, 生日, tanggal lahir, tarikh lahir, petsa ng kapanganakan, জন্ম তারিখ, "
        "year of birth, "
        "date of birth (dd/mm/yyyy), ปีเกิด, วันเกิด, ວັນ ເດືອນ ປີ ເກີດ, ឆ្នាំកំណើត, ngày tháng năm sinh, "
        "出生年月, 出生年月日, 出生, tempat tanggal lahir, tempat, tempat/tgl lahir, tgl lahir, ttl, "
        "date de naissance, birth, birth year",
    ),
    (
        "person:samakki:age",
        "age, อายุ, អាយុ, ອາຍຸ, အသက်, tuổi, 年龄, umur, usia, edad, বয়স",
    ),
    (
        "person:birthPlace",
        "place of birth, birthplace, birth place, สถานที่เกิด, ទីកន្លែងកំណើត, ບ່ອນເກີດ, nơi sinh, "
        "quê quán, 出生地, tempat lahir, lugar ng kapanganakan, "
        "lieu de naissance",
    ),
    (
        "person:nationality",
        "nationality, citizenship, สัญชาติ, សញ្ជាតិ, ສັນຊາດ, နိုင်ငံသား, quốc tịch, 国籍, kewarganegaraan, "
        "warganegara, nasyonalidad, জাতীয়তা, "
        "citoyenneté, nationalité, 國籍",
    ),
    (
        "person:idNumber",
        "id, id number, id no, id no., id card, national id, nid, identity card, identity number, "
        "identity card number, เลขบัตรประชาชน, เลขประจำตัวประชาชน, អត្តសញ្ញាណប័ណ្ណ, លេខអត្តសញ្ញាណប័ណ្ណ, "
        "ເລກບັດປະຈຳຕົວ, မှတ်ပုံတင်, cmnd, cccd, số cmnd, số cccd, 身份证, 身份证号, nik, no ktp, no. ic, "
        "জাতীয় পরিচয়পত্র, "
        "số căn cước, số định danh, căn cước công dân, id no/passport, 身份证号码, 身分證字號, 證件號碼, 证件号码, "
        "เลขบัตร, เลขประจำตัว, nrc, nrc no, nric, mykad, ktp, no. ktp, personal id",
    ),
    (
        "passport:number",
        "passport, passport no, passport no., passport number, passport#, หนังสือเดินทาง, "
        "เลขหนังสือเดินทาง, លិខិតឆ្លងដែន, លេខលិខិតឆ្លងដែន, ໜັງສືຜ່ານແດນ, နိုင်ငံကူးလက်မှတ်, hộ chiếu, "
        "số hộ chiếu, 护照, 护照号, paspor, no paspor, pasport, pasaporte, পাসপোর্ট, "
        "pp no, travel document no, passeport",
    ),
    (
        "person:email",
        "email, e-mail, mail, อีเมล, អ៊ីមែល, ອີເມວ, thư điện tử, 邮箱, 电子邮件, surel",
    ),
    (
        "person:position",
        "position, job, occupation, job title, title, role, อาชีพ, ตำแหน่ง, មុខរបរ, តួនាទី, ອາຊີບ, "
        "အလုပ်အကိုင်, nghề nghiệp, chức vụ, 职业, 职务, pekerjaan, trabaho, পেশা",
    ),
    (
        "person:appearance",
        "description, appearance, ลักษณะ, รูปพรรณ, រូបរាង, nhận dạng, 特征",
    ),
    (
        "person:notes",
        "note, notes, remark, remarks, comment, comments, หมายเหตุ, កំណត់សម្គាល់, ໝາຍເຫດ, မှတ်ချက်, "
        "ghi chú, 备注, 備註, 註記, catatan, keterangan, tala, মন্তব্য",
    ),
    (
        "phone:number",
        "phone, phone no, phone no., phone number, telephone, tel, tel., mobile, mobile no, mobile phone, "
        "cell, cellphone, msisdn, contact number, hp, โทร, โทรศัพท์, เบอร์โทร, เบอร์โทรศัพท์, เบอร์, "
        "มือถือ, លេខទូរស័ព្ទ, ទូរស័ព្ទ, ໂທລະສັບ, ເບີໂທ, ເບີໂທລະສັບ, ဖုန်း, ဖုန်းနံပါတ်, điện thoại, "
        "số điện thoại, sđt, di động, 电话, 手机, 电话号码, 手机号, telepon, nomor telepon, no hp, no. telefon, "
        "telefon, telepono, numero ng telepono, ফোন, মোবাইল, "
        "contact no, contact nos, contact, contact phone, phones, telephone no, tel no, whatsapp number, "
        "viber number, a-number, b-number, calling number, called number, sđt liên hệ, 联系电话, 联系方式, 聯絡電話, "
        "手機號碼, 電話, téléphone, hp/wa, no. hp/wa, เบอร์ติดต่อ, หมายเลขโทรศัพท์, মোবাইল নম্বর, ফোন নম্বর",
    ),
    (
        "company:name",
        "company, company name, employer, business, firm, organisation, organization, agency, shop, "
        "factory, recruitment agency, บริษัท, ชื่อบริษัท, นายจ้าง, สถานประกอบการ, ក្រុមហ៊ុន, "
        "ឈ្មោះក្រុមហ៊ុន, ບໍລິສັດ, ကုမ္ပဏီ, công ty, tên công ty, doanh nghiệp, 公司, 公司名称, 单位, perusahaan, "
        "syarikat, kumpanya, কোম্পানি, "
        "employer / company, shipping company, บริษัทจัดหางาน, nama perusahaan, 公司名稱, 企业名称, société, "
        "owner company",
    ),
    (
        "company:registrationNumber",
        "registration no, registration number, company no, company number, reg no, เลขทะเบียนบริษัท, "
        "លេខចុះបញ្ជី, mã số doanh nghiệp, 注册号, licence number, license number",
    ),
    (
        "company:sector",
        "sector, industry, business type, ภาคธุรกิจ, ngành nghề, 行业, sektor",
    ),
    (
        "address:full",
        "address, home address, residence, location, place, ที่อยู่, អាសយដ្ឋាន, ទីលំនៅ, ທີ່ຢູ່, လိပ်စာ, "
        "နေရပ်, địa chỉ, nơi ở, 地址, 住址, alamat, tirahan, ঠিকানা, "
        "residing at, address of residence, home, residing, village, ที่พัก, ภูมิลำเนา, ອາໄສຢູ່, "
        "户籍地址, 户籍地, 现住址, 居住地, alamat ktp, adresse, hộ khẩu, hộ khẩu thường trú, thường trú",
    ),
    (
        "address:country",
        "country, 國家, ประเทศ, ប្រទេស, ປະເທດ, နိုင်ငံ, quốc gia, nước, 国家, negara, bansa, দেশ",
    ),
    (
        "vehicle:registrationNumber",
        "plate, plate number, plate no, number plate, licence plate, license plate, vehicle plate, "
        "vehicle number, car, vehicle, ทะเบียนรถ, ป้ายทะเบียน, ផ្លាកលេខ, ផ្លាកលេខរថយន្ត, ປ້າຍທະບຽນ, "
        "ယာဉ်အမှတ်, biển số, biển số xe, 车牌, 车牌号, nomor polisi, no plat, plat, "
        "เลขทะเบียนรถ, 车牌号码, bks",
    ),
    (
        "vehicle:model",
        "vehicle model, car model, model, make, รุ่นรถ, ยี่ห้อ, ម៉ាករថយន្ត, hiệu xe, 车型",
    ),
    (
        "boat:imoNumber",
        "imo, imo no, imo no., imo number",
    ),
    (
        "boat:mmsi",
        "mmsi, mmsi no, mmsi number",
    ),
    (
        "boat:flag",
        "flag, flag state, port of registry",
    ),
    (
        "person:status",
        "status, role in case, case role, role in the case, victim status, status in case, person type, "
        "type of person, category of person, สถานะ, สถานะบุคคล, ประเภทบุคคล, บทบาท, ស្ថានភាព, ប្រភេទជន, ສະຖານະ, အခြေအနေ, "
        "vai trò, tư cách, tình trạng, 身份类型, 角色, 身份, peran, katayuan, ভূমিকা",
    ),
    (
        "boat:name",
        "boat, boat name, vessel, vessel name, ship, ship name, เรือ, ชื่อเรือ, ទូក, ឈ្មោះទូក, ເຮືອ, လှေ, "
        "tên tàu, tàu, 船名, kapal, nama kapal, bot",
    ),
    (
        "bank:accountNumber",
        "account, account no, account number, bank account, a/c, bank account number, เลขบัญชี, "
        "เลขที่บัญชี, บัญชีธนาคาร, លេខគណនី, គណនីធនាគារ, ເລກບັນຊີ, ဘဏ်စာရင်း, số tài khoản, tài khoản, 账号, "
        "银行账号, nomor rekening, rekening, no akaun, "
        "bank a/c, account number (bank), from account, to account, 银行卡号, 卡号, stk, norek, no rek, "
        "no. rekening",
    ),
    (
        "bank:bankName",
        "bank, bank name, ธนาคาร, ធនាគារ, ທະນາຄານ, ဘဏ်, ngân hàng, 银行, 开户行",
    ),
    (
        "social:username",
        "facebook, fb, facebook url, facebook name, line, line id, lineid, telegram, wechat, weixin, 微信, "
        "whatsapp, viber, zalo, instagram, tiktok, username, user name, handle, account name, "
        "social media, เฟซบุ๊ก, ไลน์, ហ្វេសប៊ុក, "
        "微信号, fb name, facebook account, nick zalo, qq, qq号",
    ),
    (
        "either:kind",
        "type, kind, category, entity type, schema, ประเภท, ប្រភេទ, ປະເພດ, အမျိုးအစား, loại, 类型, 类别, "
        "jenis, tipe, uri, ধরন",
    ),
    (
        "",
        "no, no., #, nr, s/n, sn, row, ที่, ลำดับ, ลำดับที่, ล.ร, ល.រ, ລ/ດ, စဉ်, stt, số tt, 序号, 編號, 编号, bil, "
        "bil., ক্রমিক",
    ),
)  # fmt: skip

HEADINGS: Mapping[str, str] = MappingProxyType(
    {word.strip(): target for target, words in _WORDS for word in words.split(",")}
)
"""Target by heading, in small letters."""

SERVICES: Mapping[str, str] = MappingProxyType(
    {
        "facebook": "Facebook",
        "fb": "Facebook",
        "facebook url": "Facebook",
        "facebook name": "Facebook",
        "เฟซบุ๊ก": "Facebook",
        "ហ្វេសប៊ុក": "Facebook",
        "line": "LINE",
        "line id": "LINE",
        "lineid": "LINE",
        "ไลน์": "LINE",
        "telegram": "Telegram",
        "wechat": "WeChat",
        "weixin": "WeChat",
        "微信": "WeChat",
        "whatsapp": "WhatsApp",
        "viber": "Viber",
        "zalo": "Zalo",
        "instagram": "Instagram",
        "tiktok": "TikTok",
    }
)
"""The service that a heading names."""
